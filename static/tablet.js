// On a shared tablet of an opening, and nowhere else: asks whether anybody is still there, and locks when nobody is.
// Never while something plays or somebody types. Every touch counts; the server hears of it 20 seconds later at most.
(function () {
	'use strict';
	var curtain = document.getElementById('curtain');
	var shade = document.getElementById('shade');
	if (!curtain || !shade) return;
	shade.parentNode.removeChild(shade);

	var WARN = 210000;
	var LOCK = 275000;
	var TELL = 20000;
	var form = curtain.querySelector('form');
	var signIn = form.querySelector('[name=signIn]').value;
	var left = document.getElementById('curtain-left');
	var touched = Date.now();
	var told = touched;
	var gone = false;

	// Two tabs of one tablet: a touch in either is a touch.
	var KEY = 'touched';
	function share() {
		try {
			localStorage.setItem(KEY, String(touched));
		} catch {
			// private windows have no store: each tab then counts for itself
		}
	}
	function shared() {
		try {
			return Number(localStorage.getItem(KEY)) || 0;
		} catch {
			return 0;
		}
	}

	function plays() {
		var sounds = document.querySelectorAll('audio, video');
		for (var i = 0; i < sounds.length; i += 1) if (!sounds[i].paused && !sounds[i].ended) return true;
		return false;
	}

	function isOpen() {
		return curtain.hasAttribute('open');
	}
	function open() {
		if (isOpen()) return;
		if (curtain.showModal) curtain.showModal();
		else curtain.setAttribute('open', '');
	}
	function close() {
		if (!isOpen()) return;
		if (curtain.close) curtain.close();
		else curtain.removeAttribute('open');
	}

	function leave(address) {
		if (gone) return;
		gone = true;
		if (address) location.replace(address);
		else form.submit();
	}

	function tell() {
		told = Date.now();
		var options = { headers: { 'x-sign-in': signIn }, cache: 'no-store', credentials: 'same-origin' };
		fetch('/awake', options).then(
			function (answer) {
				if (answer.status === 410 || answer.status === 409) leave('/sign-in');
			},
			function () {
				// no network: she goes on reading, and the server ends what it does not hear of
			}
		);
	}

	function touch() {
		if (isOpen()) return;
		touched = Date.now();
	}

	function look() {
		if (gone) return;
		var now = Date.now();
		if (plays()) touch();
		if (touched > shared()) share();
		else if (touched < shared() && shared() <= now) {
			touched = shared();
			close();
		}
		if (touched > told && now - told >= TELL) tell();
		var idle = now - touched;
		if (idle >= LOCK) leave();
		else if (idle >= WARN) {
			left.textContent = String(Math.ceil((LOCK - idle) / 1000));
			open();
		}
	}

	function goOn(event) {
		event.preventDefault();
		close();
		touched = Date.now();
		share();
		tell();
	}
	curtain.querySelector('a').addEventListener('click', goOn);
	curtain.addEventListener('cancel', goOn);

	['pointerdown', 'touchstart', 'keydown', 'input', 'wheel', 'scroll'].forEach(function (kind) {
		addEventListener(kind, touch, { capture: true, passive: true });
	});
	addEventListener('visibilitychange', function () {
		look();
		if (!document.hidden && !gone) tell();
	});
	// A page that the browser kept whole is asked for again: who was on it may have left.
	addEventListener('pageshow', function (event) {
		if (event.persisted) location.reload();
	});
	share();
	setInterval(look, 1000);
})();
