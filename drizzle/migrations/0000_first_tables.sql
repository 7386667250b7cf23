CREATE TABLE "audit_chain" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"entry_hash" text NOT NULL,
	"chained_at" timestamp (3) with time zone NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"role" text,
	"role_place" text,
	"origin" text,
	"verb" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" text NOT NULL,
	"person_id" uuid,
	"place" text,
	"detail" jsonb
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verb" text NOT NULL,
	"input" jsonb NOT NULL,
	"group_id" uuid,
	"ward_code" text,
	"province_code" text,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"outcome" jsonb
);
--> statement-breakpoint
CREATE TABLE "certificate_numbers" (
	"ward_code" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "certificate_numbers_ward_code_year_pk" PRIMARY KEY("ward_code","year")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"basis" text NOT NULL,
	"results" uuid[] NOT NULL,
	"evidence" text NOT NULL,
	"paper" text NOT NULL,
	"title" jsonb NOT NULL,
	"score" jsonb,
	"version" integer,
	"learned_on" date NOT NULL,
	"ward_code" text,
	"serial" text NOT NULL,
	"code" text NOT NULL,
	"issued_on" date NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" text NOT NULL,
	"valid_until" date,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"revoked_for" text,
	CONSTRAINT "certificates_serial_unique" UNIQUE("serial"),
	CONSTRAINT "certificates_code_unique" UNIQUE("code"),
	CONSTRAINT "certificates_once" UNIQUE("person_id","kind","subject","basis")
);
--> statement-breakpoint
CREATE TABLE "attendance_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"way" text NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"marked_by" text NOT NULL,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "class_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"class_id" uuid NOT NULL,
	"day" date NOT NULL,
	"starts" text NOT NULL,
	"ends" text NOT NULL,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "class_trainers" (
	"class_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"named_by" text NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	CONSTRAINT "class_trainers_class_id_person_id_pk" PRIMARY KEY("class_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "classes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"learning_point_id" uuid NOT NULL,
	"ward_code" text NOT NULL,
	"name" text NOT NULL,
	"learners" text NOT NULL,
	"organisation" text,
	"standard" text,
	"modules" jsonb NOT NULL,
	"open_to_all" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_on" date,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"closing" jsonb
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"class_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"way" text NOT NULL,
	"enrolled_by" text NOT NULL,
	"enrolled_at" timestamp with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"subject" text NOT NULL,
	"channel" text NOT NULL,
	"event" text NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "reminders_subject_channel_event_pk" PRIMARY KEY("subject","channel","event")
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"ward_code" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"spelling" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"position" text NOT NULL,
	"staff_code" text,
	"kind" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "completions_elsewhere" (
	"id" uuid PRIMARY KEY NOT NULL,
	"duty_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"modules" jsonb NOT NULL,
	"platform" text NOT NULL,
	"completed_on" date NOT NULL,
	"code" text NOT NULL,
	"seen_by" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"ward_code" text,
	"title" text NOT NULL,
	"order_number" text NOT NULL,
	"ordered_on" date NOT NULL,
	"issuer" text NOT NULL,
	"modules" jsonb NOT NULL,
	"refresher" jsonb NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"due_months" integer,
	"due_days" integer,
	"due_on" date,
	"grace_days" integer NOT NULL,
	"valid_months" integer,
	"agency_ids" jsonb NOT NULL,
	"positions" jsonb NOT NULL,
	"person_ids" jsonb NOT NULL,
	"imposed_by" text NOT NULL,
	"imposed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_cycles" (
	"duty_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"anchor" date NOT NULL,
	"opens" date NOT NULL,
	"due" date NOT NULL,
	"grace_days" integer NOT NULL,
	"ends" date,
	"modules" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_cycles_duty_id_person_id_n_pk" PRIMARY KEY("duty_id","person_id","n")
);
--> statement-breakpoint
CREATE TABLE "waivers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"duty_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"paper" text,
	"until" date,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_versions" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"body" jsonb NOT NULL,
	"stored_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drill_answers" (
	"drill_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"choice" smallint NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drill_answers_drill_id_n_pk" PRIMARY KEY("drill_id","n")
);
--> statement-breakpoint
CREATE TABLE "drill_standings" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"drills" integer NOT NULL,
	"passed_in_row" integer NOT NULL,
	"last_on" date NOT NULL,
	"due_on" date NOT NULL,
	"fakes" integer NOT NULL,
	"misses" integer NOT NULL,
	"genuines" integer NOT NULL,
	"false_alarms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"seed" text NOT NULL,
	"form" jsonb NOT NULL,
	"fakes" smallint NOT NULL,
	"end_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "drills_end_id_unique" UNIQUE("end_id")
);
--> statement-breakpoint
CREATE TABLE "local_scams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"kind" text NOT NULL,
	"came_from" text NOT NULL,
	"text" text NOT NULL,
	"right_choice" text NOT NULL,
	"wrong_choice" text NOT NULL,
	"explain" text NOT NULL,
	"state" text NOT NULL,
	"hash" text,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "export_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "recheck_people" (
	"recheck_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"outcome" text,
	"noted_by" text,
	"noted_at" timestamp with time zone,
	CONSTRAINT "recheck_people_recheck_id_person_id_pk" PRIMARY KEY("recheck_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "rechecks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"group_id" uuid,
	"round_id" uuid,
	"standard" text NOT NULL,
	"modules" text[] NOT NULL,
	"seed" text NOT NULL,
	"size" integer NOT NULL,
	"weighted" boolean NOT NULL,
	"frame" uuid[] NOT NULL,
	"weights" smallint[] NOT NULL,
	"as_of" date NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "criteria_members" (
	"place" text NOT NULL,
	"criteria_set" text NOT NULL,
	"indicator" text NOT NULL,
	CONSTRAINT "criteria_members_place_criteria_set_indicator_pk" PRIMARY KEY("place","criteria_set","indicator")
);
--> statement-breakpoint
CREATE TABLE "indicator_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator" text NOT NULL,
	"ward_code" text NOT NULL,
	"as_of" date NOT NULL,
	"numerator" integer NOT NULL,
	"denominator" integer NOT NULL,
	"source" text NOT NULL,
	"corrects" uuid,
	"entered_by" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "indicator_values_share" CHECK ("indicator_values"."numerator" between 0 and "indicator_values"."denominator" and "indicator_values"."denominator" > 0)
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place" text NOT NULL,
	"indicator" text NOT NULL,
	"value" numeric NOT NULL,
	"starts_on" date NOT NULL,
	"due_on" date NOT NULL,
	"issuer" text NOT NULL,
	"source" text NOT NULL,
	"from_above" boolean NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"replaced_by" uuid
);
--> statement-breakpoint
CREATE TABLE "item_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"flags" jsonb NOT NULL,
	"asked" integer NOT NULL,
	"note" text NOT NULL,
	"looked_by" uuid NOT NULL,
	"looked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pair_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first" uuid NOT NULL,
	"second" uuid NOT NULL,
	"same_wrong" integer NOT NULL,
	"note" text NOT NULL,
	"looked_by" uuid NOT NULL,
	"looked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accommodations" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"extra_percent" smallint NOT NULL,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_pairs" (
	"first" uuid NOT NULL,
	"second" uuid NOT NULL,
	"test" text NOT NULL,
	"same_wrong" integer NOT NULL,
	"likelihood" double precision NOT NULL,
	"on" date NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_pairs_first_second_pk" PRIMARY KEY("first","second")
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"question" smallint NOT NULL,
	"reason" text NOT NULL,
	"text" text,
	"filed_at" timestamp with time zone NOT NULL,
	"decision" text,
	"reply" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "appeals_once" UNIQUE("attempt_id","question")
);
--> statement-breakpoint
CREATE TABLE "attempt_answers" (
	"attempt_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"answer" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempt_answers_attempt_id_n_pk" PRIMARY KEY("attempt_id","n")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"test" text NOT NULL,
	"standard_hash" text,
	"seed" text NOT NULL,
	"form" jsonb NOT NULL,
	"submission_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"deadline_at" timestamp with time zone,
	"witness_id" uuid,
	"learning_point_id" uuid,
	"witnessed_start_at" timestamp with time zone,
	"witnessed_end_at" timestamp with time zone,
	"witnessed_assistance" text,
	CONSTRAINT "attempts_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "item_statistics" (
	"question" text PRIMARY KEY NOT NULL,
	"module" text NOT NULL,
	"skill" text NOT NULL,
	"asked" integer NOT NULL,
	"right" integer NOT NULL,
	"recent_asked" integer NOT NULL,
	"recent_right" integer NOT NULL,
	"discrimination" double precision,
	"median_seconds" integer,
	"whole_seconds" integer,
	"computed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"person_id" uuid NOT NULL,
	"module" text NOT NULL,
	"lesson" text NOT NULL,
	"completed_on" date NOT NULL,
	CONSTRAINT "lesson_progress_person_id_module_lesson_pk" PRIMARY KEY("person_id","module","lesson")
);
--> statement-breakpoint
CREATE TABLE "module_results" (
	"person_id" uuid NOT NULL,
	"result" uuid NOT NULL,
	"module" text NOT NULL,
	"standard" text NOT NULL,
	"door" text NOT NULL,
	"day" date NOT NULL,
	"asked" integer NOT NULL,
	"right" integer NOT NULL,
	"passed" boolean NOT NULL,
	"witnessed" boolean NOT NULL,
	CONSTRAINT "module_results_person_id_result_module_pk" PRIMARY KEY("person_id","result","module")
);
--> statement-breakpoint
CREATE TABLE "skill_evidence" (
	"person_id" uuid NOT NULL,
	"skill" text NOT NULL,
	"asked" integer NOT NULL,
	"right" integer NOT NULL,
	"last_on" date NOT NULL,
	CONSTRAINT "skill_evidence_person_id_skill_pk" PRIMARY KEY("person_id","skill")
);
--> statement-breakpoint
CREATE TABLE "test_standings" (
	"person_id" uuid NOT NULL,
	"test" text NOT NULL,
	"tries" integer NOT NULL,
	"failed" integer NOT NULL,
	"passed_on" date,
	"last_on" date NOT NULL,
	CONSTRAINT "test_standings_person_id_test_pk" PRIMARY KEY("person_id","test")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"subject_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"assistance" text,
	"witness_id" uuid,
	"helper_id" uuid,
	"learning_point_id" uuid,
	"content_hash" text,
	"actor_id" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "events_subject_id_id_pk" PRIMARY KEY("subject_id","id")
);
--> statement-breakpoint
CREATE TABLE "group_tallies" (
	"group_id" uuid NOT NULL,
	"standard" text NOT NULL,
	"day" date NOT NULL,
	"age_from" integer NOT NULL,
	"assessed" integer NOT NULL,
	"attained" integer NOT NULL,
	"witnessed" integer NOT NULL,
	CONSTRAINT "group_tallies_group_id_standard_day_age_from_pk" PRIMARY KEY("group_id","standard","day","age_from")
);
--> statement-breakpoint
CREATE TABLE "literacy_statuses" (
	"person_id" uuid NOT NULL,
	"standard" text NOT NULL,
	"assessed_day" date,
	"attained_day" date,
	"witnessed_day" date,
	"version" integer NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "literacy_statuses_person_id_standard_pk" PRIMARY KEY("person_id","standard")
);
--> statement-breakpoint
CREATE TABLE "arrivals" (
	"opening_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "arrivals_opening_id_person_id_pk" PRIMARY KEY("opening_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "help_intervals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opening_id" uuid NOT NULL,
	"sign_in_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"helper_id" uuid,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nods" (
	"tablet_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"given_by" uuid,
	"given_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"learning_point_id" uuid NOT NULL,
	"ward_code" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"code" text NOT NULL,
	CONSTRAINT "openings_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "tablets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opening_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"secret_hash" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"put_out_at" timestamp with time zone,
	CONSTRAINT "tablets_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "campaign_goals" (
	"campaign_id" uuid NOT NULL,
	"service_id" text NOT NULL,
	"goal" integer NOT NULL,
	CONSTRAINT "campaign_goals_campaign_id_service_id_pk" PRIMARY KEY("campaign_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_wards" (
	"campaign_id" uuid NOT NULL,
	"ward_code" text NOT NULL,
	CONSTRAINT "campaign_wards_campaign_id_ward_code_pk" PRIMARY KEY("campaign_id","ward_code")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"report_hour" smallint NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digital_means" (
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "digital_means_person_id_kind_pk" PRIMARY KEY("person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "plan_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"content" text NOT NULL,
	"owner" text NOT NULL,
	"due" date NOT NULL,
	"measure" text NOT NULL,
	"state" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"ward_code" text NOT NULL,
	"group_id" uuid,
	"learning_point_id" uuid,
	"campaign_id" uuid,
	"report_day" date,
	"force" text NOT NULL,
	"partners" text,
	"person_id" uuid,
	"actions" integer NOT NULL,
	"on" date NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"supporter_id" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "support_records_actions" CHECK ("support_records"."actions" between 1 and 300 and ("support_records"."person_id" is null or "support_records"."actions" = 1))
);
--> statement-breakpoint
CREATE TABLE "support_services" (
	"id" text PRIMARY KEY NOT NULL,
	"place" text NOT NULL,
	"name" text NOT NULL,
	"means" text,
	"ended" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"group_id" uuid,
	"person_id" uuid,
	"name" text,
	"topic" text NOT NULL,
	"note" text,
	"suits" text NOT NULL,
	"way" text NOT NULL,
	"asked_on" date NOT NULL,
	"taken_by" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"member_id" uuid,
	"assigned_by" text,
	"assigned_at" timestamp with time zone,
	"outcome" text,
	"done_on" date,
	"done_by" text,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"part" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"trained_on" date
);
--> statement-breakpoint
CREATE TABLE "team_points" (
	"team_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	CONSTRAINT "team_points_team_id_point_id_pk" PRIMARY KEY("team_id","point_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"group_id" uuid,
	"name" text NOT NULL,
	"decision_number" text,
	"decided_on" date,
	"ended_on" date
);
--> statement-breakpoint
CREATE TABLE "visit_people" (
	"visit_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"mark" text,
	"cannot_reason" text,
	CONSTRAINT "visit_people_visit_id_person_id_pk" PRIMARY KEY("visit_id","person_id"),
	CONSTRAINT "visit_people_reason" CHECK (("visit_people"."mark" is not distinct from 'cannot') = ("visit_people"."cannot_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"household_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"on" date NOT NULL,
	"outcome" text NOT NULL,
	"shown" text[] NOT NULL,
	"device" text,
	"next_on" date,
	"visitor_id" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visits_next" CHECK ("visits"."next_on" is null or ("visits"."next_on" > "visits"."on" and "visits"."outcome" <> 'refused'))
);
--> statement-breakpoint
CREATE TABLE "household_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "review_answers" (
	"review_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "review_answers_review_id_person_id_pk" PRIMARY KEY("review_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reviewed_households" (
	"review_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"resident" integer NOT NULL,
	"lodging" integer NOT NULL,
	"away" integer NOT NULL,
	"reviewed_by" text NOT NULL,
	"reviewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reviewed_households_review_id_household_id_pk" PRIMARY KEY("review_id","household_id")
);
--> statement-breakpoint
CREATE TABLE "ward_moves" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_group" uuid NOT NULL,
	"to_group" uuid NOT NULL,
	"from_ward" text NOT NULL,
	"to_ward" text NOT NULL,
	"on" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"by" text NOT NULL,
	"text_hash" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"assisted_by" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text
);
--> statement-breakpoint
CREATE TABLE "data_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"received_at" timestamp with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"first_answer_due" date NOT NULL,
	"due" date NOT NULL,
	"state" text NOT NULL,
	"first_answered_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_by" text,
	"reply" text
);
--> statement-breakpoint
CREATE TABLE "duplicate_pairs" (
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"state" text NOT NULL,
	"decided_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"merge_id" uuid,
	CONSTRAINT "duplicate_pairs_one_id_other_id_pk" PRIMARY KEY("one_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "guardians" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"full_name" text NOT NULL,
	"relationship" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "household_members" (
	"household_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from" date NOT NULL,
	"to" date,
	CONSTRAINT "household_members_household_id_person_id_from_pk" PRIMARY KEY("household_id","person_id","from")
);
--> statement-breakpoint
CREATE TABLE "households" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"label" text NOT NULL,
	"landmark" text,
	"head_id" uuid,
	"search" text NOT NULL,
	"ended_on" date
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"birth_year" integer NOT NULL,
	"merged_into" uuid,
	"died_on" date,
	"erased_on" date
);
--> statement-breakpoint
CREATE TABLE "person_names" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"full_name" text NOT NULL,
	"everyday_name" text,
	"phone" text,
	"sort_key" text NOT NULL,
	"search" text NOT NULL,
	"registered_by" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residences" (
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"confirmed_on" date,
	"confirmed_by" text,
	CONSTRAINT "residences_person_id_from_group_id_pk" PRIMARY KEY("person_id","from","group_id")
);
--> statement-breakpoint
CREATE TABLE "practice_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"module" text NOT NULL,
	"scenario" text NOT NULL,
	"scenario_hash" text NOT NULL,
	"standing" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"end_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"done" boolean NOT NULL,
	CONSTRAINT "practice_runs_end_id_unique" UNIQUE("end_id")
);
--> statement-breakpoint
CREATE TABLE "scenario_progress" (
	"person_id" uuid NOT NULL,
	"module" text NOT NULL,
	"scenario" text NOT NULL,
	"runs" integer NOT NULL,
	"done_on" date,
	"alone_on" date,
	"last_on" date NOT NULL,
	CONSTRAINT "scenario_progress_person_id_module_scenario_pk" PRIMARY KEY("person_id","module","scenario")
);
--> statement-breakpoint
CREATE TABLE "report_documents" (
	"report_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"number" text NOT NULL,
	"symbol" text NOT NULL,
	"day" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "report_documents_report_id_n_pk" PRIMARY KEY("report_id","n")
);
--> statement-breakpoint
CREATE TABLE "report_steps" (
	"report_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"step" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" text,
	CONSTRAINT "report_steps_report_id_n_pk" PRIMARY KEY("report_id","n")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"place" text NOT NULL,
	"subject_id" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"body" jsonb NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reports_one" UNIQUE("kind","subject_id","place","day")
);
--> statement-breakpoint
CREATE TABLE "roster_headings" (
	"ward_code" text NOT NULL,
	"heading" text NOT NULL,
	"field" text NOT NULL,
	CONSTRAINT "roster_headings_ward_code_heading_pk" PRIMARY KEY("ward_code","heading")
);
--> statement-breakpoint
CREATE TABLE "roster_rows" (
	"roster_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"state" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"full_name" text,
	"everyday_name" text,
	"birth_year" integer,
	"group_id" uuid,
	"household" text,
	"like_key" text,
	"person_id" uuid,
	"event_id" uuid NOT NULL,
	"is_another" boolean NOT NULL,
	"before" jsonb,
	"outcome" text,
	"done_at" timestamp with time zone,
	CONSTRAINT "roster_rows_roster_id_line_pk" PRIMARY KEY("roster_id","line")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"group_id" uuid,
	"file_name" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"columns" jsonb NOT NULL,
	"looked_at" timestamp with time zone,
	"committed_by" uuid,
	"committed_at" timestamp with time zone,
	"stopped_because" text
);
--> statement-breakpoint
CREATE TABLE "mail_addresses" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "card_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"first" integer NOT NULL,
	"last" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "card_batches_first" UNIQUE("ward_code","first")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "learner_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"token_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" text NOT NULL,
	"expires_on" date NOT NULL,
	"voided_at" timestamp with time zone,
	"void_reason" text,
	"batch_id" uuid,
	"number" integer,
	CONSTRAINT "learner_cards_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "learner_cards_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "learner_cards_number" UNIQUE("batch_id","number")
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "picture_secrets" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_at" timestamp with time zone,
	"last_try" text
);
--> statement-breakpoint
CREATE TABLE "provider_accounts" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_accounts_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "provider_trips" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"sign_in_id" uuid,
	"invitation_id" uuid,
	"next" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"place" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"granted_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"key" text,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint,
	"offered_key" text,
	"offered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"method" text NOT NULL,
	"tablet_id" uuid,
	"awaits_code" boolean DEFAULT false NOT NULL,
	"second_factor_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_ins_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "staff_credentials" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"login_name" text NOT NULL,
	"password_hash" text NOT NULL,
	CONSTRAINT "staff_credentials_login_name_unique" UNIQUE("login_name")
);
--> statement-breakpoint
CREATE TABLE "group_successions" (
	"from_id" uuid PRIMARY KEY NOT NULL,
	"to_id" uuid NOT NULL,
	"on" date NOT NULL,
	"kind" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learning_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "other_counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"as_of" date NOT NULL,
	"adults" integer NOT NULL,
	"source" text NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_names" (
	"place_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"from" date NOT NULL,
	"to" date,
	"search" text NOT NULL,
	CONSTRAINT "place_names_place_code_from_pk" PRIMARY KEY("place_code","from")
);
--> statement-breakpoint
CREATE TABLE "point_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"weekdays" smallint[] NOT NULL,
	"from_minute" smallint NOT NULL,
	"to_minute" smallint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "point_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"point_id" uuid NOT NULL,
	"on" date NOT NULL,
	"from_minute" smallint NOT NULL,
	"to_minute" smallint NOT NULL,
	"place" text NOT NULL,
	"called_off_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "population_counts" (
	"group_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	"age_from" integer NOT NULL,
	"resident" integer NOT NULL,
	"lodging" integer NOT NULL,
	"away" integer NOT NULL,
	"declared_by" text NOT NULL,
	"declared_on" date NOT NULL,
	CONSTRAINT "population_counts_group_id_as_of_source_pk" PRIMARY KEY("group_id","as_of","source")
);
--> statement-breakpoint
CREATE TABLE "population_declarations" (
	"group_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	"age_from" integer NOT NULL,
	"resident" integer NOT NULL,
	"lodging" integer NOT NULL,
	"away" integer NOT NULL,
	"declared_by" text NOT NULL,
	"declared_on" date NOT NULL,
	"fall" text,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_on" date,
	CONSTRAINT "population_declarations_group_id_event_id_pk" PRIMARY KEY("group_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "province_age_rules" (
	"province_code" text NOT NULL,
	"from" date NOT NULL,
	"age_from" integer NOT NULL,
	CONSTRAINT "province_age_rules_province_code_from_pk" PRIMARY KEY("province_code","from")
);
--> statement-breakpoint
CREATE TABLE "province_report_rules" (
	"province_code" text NOT NULL,
	"from" date NOT NULL,
	"month_days" smallint NOT NULL,
	"quarter_days" smallint NOT NULL,
	"year_days" smallint NOT NULL,
	"hour" smallint NOT NULL,
	CONSTRAINT "province_report_rules_province_code_from_pk" PRIMARY KEY("province_code","from")
);
--> statement-breakpoint
CREATE TABLE "province_settings" (
	"province_code" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"supplements" text[] NOT NULL,
	"team_title" text NOT NULL,
	"feeds" text DEFAULT 'witnessed' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provinces" (
	"code" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "residential_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ward_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "wards" (
	"code" text PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"phone" text,
	"started_on" date
);
--> statement-breakpoint
ALTER TABLE "attendance_marks" ADD CONSTRAINT "attendance_marks_meeting_id_class_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."class_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_meetings" ADD CONSTRAINT "class_meetings_class_id_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."classes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_trainers" ADD CONSTRAINT "class_trainers_class_id_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."classes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_learning_point_id_learning_points_id_fk" FOREIGN KEY ("learning_point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_class_id_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."classes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completions_elsewhere" ADD CONSTRAINT "completions_elsewhere_duty_id_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."duties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_cycles" ADD CONSTRAINT "duty_cycles_duty_id_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."duties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_cycle" FOREIGN KEY ("duty_id","person_id","n") REFERENCES "public"."duty_cycles"("duty_id","person_id","n") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_answers" ADD CONSTRAINT "drill_answers_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_scams" ADD CONSTRAINT "local_scams_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_people" ADD CONSTRAINT "recheck_people_recheck_id_rechecks_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."rechecks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rechecks" ADD CONSTRAINT "rechecks_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_values" ADD CONSTRAINT "indicator_values_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_answers" ADD CONSTRAINT "attempt_answers_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_learning_point_id_learning_points_id_fk" FOREIGN KEY ("learning_point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_opening_id_openings_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."openings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_intervals" ADD CONSTRAINT "help_intervals_opening_id_openings_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."openings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nods" ADD CONSTRAINT "nods_tablet_id_tablets_id_fk" FOREIGN KEY ("tablet_id") REFERENCES "public"."tablets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_learning_point_id_learning_points_id_fk" FOREIGN KEY ("learning_point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tablets" ADD CONSTRAINT "tablets_opening_id_openings_id_fk" FOREIGN KEY ("opening_id") REFERENCES "public"."openings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_goals" ADD CONSTRAINT "campaign_goals_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_goals" ADD CONSTRAINT "campaign_goals_service_id_support_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."support_services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_wards" ADD CONSTRAINT "campaign_wards_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_wards" ADD CONSTRAINT "campaign_wards_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_records" ADD CONSTRAINT "support_records_service_id_support_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."support_services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_records" ADD CONSTRAINT "support_records_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_records" ADD CONSTRAINT "support_records_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_records" ADD CONSTRAINT "support_records_learning_point_id_learning_points_id_fk" FOREIGN KEY ("learning_point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_records" ADD CONSTRAINT "support_records_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_member_id_team_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."team_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_points" ADD CONSTRAINT "team_points_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_points" ADD CONSTRAINT "team_points_point_id_learning_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_people" ADD CONSTRAINT "visit_people_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_reviews" ADD CONSTRAINT "household_reviews_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_answers" ADD CONSTRAINT "review_answers_review_id_household_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."household_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewed_households" ADD CONSTRAINT "reviewed_households_review_id_household_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."household_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_members" ADD CONSTRAINT "household_members_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_documents" ADD CONSTRAINT "report_documents_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_steps" ADD CONSTRAINT "report_steps_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_headings" ADD CONSTRAINT "roster_headings_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_rows" ADD CONSTRAINT "roster_rows_roster_id_rosters_id_fk" FOREIGN KEY ("roster_id") REFERENCES "public"."rosters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_batches" ADD CONSTRAINT "card_batches_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_cards" ADD CONSTRAINT "learner_cards_batch_id_card_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."card_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_successions" ADD CONSTRAINT "group_successions_from_id_residential_groups_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_successions" ADD CONSTRAINT "group_successions_to_id_residential_groups_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_points" ADD CONSTRAINT "learning_points_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "other_counts" ADD CONSTRAINT "other_counts_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_hours" ADD CONSTRAINT "point_hours_point_id_learning_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_stops" ADD CONSTRAINT "point_stops_point_id_learning_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."learning_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "population_counts" ADD CONSTRAINT "population_counts_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "population_declarations" ADD CONSTRAINT "population_declarations_group_id_residential_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."residential_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "province_age_rules" ADD CONSTRAINT "province_age_rules_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "province_report_rules" ADD CONSTRAINT "province_report_rules_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "province_settings" ADD CONSTRAINT "province_settings_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "residential_groups" ADD CONSTRAINT "residential_groups_ward_code_wards_code_fk" FOREIGN KEY ("ward_code") REFERENCES "public"."wards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wards" ADD CONSTRAINT "wards_province_code_provinces_code_fk" FOREIGN KEY ("province_code") REFERENCES "public"."provinces"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_person" ON "audit_entries" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_place" ON "audit_entries" USING btree ("place","id");--> statement-breakpoint
CREATE INDEX "approvals_state" ON "approvals" USING btree ("state");--> statement-breakpoint
CREATE INDEX "approvals_ward" ON "approvals" USING btree ("ward_code");--> statement-breakpoint
CREATE INDEX "certificates_subject" ON "certificates" USING btree ("kind","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_marks_in_force" ON "attendance_marks" USING btree ("meeting_id","person_id") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "attendance_marks_person" ON "attendance_marks" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "class_meetings_day" ON "class_meetings" USING btree ("class_id","day") WHERE cancelled_at is null;--> statement-breakpoint
CREATE INDEX "class_meetings_class" ON "class_meetings" USING btree ("class_id");--> statement-breakpoint
CREATE INDEX "classes_ward" ON "classes" USING btree ("ward_code");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_open" ON "enrolments" USING btree ("class_id","person_id") WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "enrolments_class" ON "enrolments" USING btree ("class_id");--> statement-breakpoint
CREATE INDEX "enrolments_person" ON "enrolments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reminders_person" ON "reminders" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "agencies_name" ON "agencies" USING btree ("province_code",coalesce(ward_code, ''),"spelling");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_open" ON "appointments" USING btree ("agency_id","person_id") WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "appointments_person" ON "appointments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "completions_elsewhere_person" ON "completions_elsewhere" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "duties_place" ON "duties" USING btree ("province_code","ward_code");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_cycles_period" ON "duty_cycles" USING btree ("duty_id","person_id","opens");--> statement-breakpoint
CREATE INDEX "duty_cycles_person" ON "duty_cycles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "waivers_person" ON "waivers" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "drills_one_open" ON "drills" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "drills_person" ON "drills" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "local_scams_ward" ON "local_scams" USING btree ("ward_code","state");--> statement-breakpoint
CREATE INDEX "export_links_person" ON "export_links" USING btree ("person_id","made_at");--> statement-breakpoint
CREATE INDEX "recheck_people_person" ON "recheck_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rechecks_ward" ON "rechecks" USING btree ("ward_code","drawn_at");--> statement-breakpoint
CREATE INDEX "rechecks_group" ON "rechecks" USING btree ("group_id","drawn_at");--> statement-breakpoint
CREATE INDEX "rechecks_round" ON "rechecks" USING btree ("round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "indicator_values_day" ON "indicator_values" USING btree ("indicator","ward_code","as_of") WHERE corrects is null;--> statement-breakpoint
CREATE UNIQUE INDEX "indicator_values_correction" ON "indicator_values" USING btree ("corrects");--> statement-breakpoint
CREATE INDEX "targets_place" ON "targets" USING btree ("place","indicator");--> statement-breakpoint
CREATE UNIQUE INDEX "targets_in_force" ON "targets" USING btree ("place","indicator","issuer","due_on") WHERE replaced_by is null;--> statement-breakpoint
CREATE INDEX "item_looks_question" ON "item_looks" USING btree ("question","looked_at");--> statement-breakpoint
CREATE INDEX "pair_looks_pair" ON "pair_looks" USING btree ("first","second","looked_at");--> statement-breakpoint
CREATE INDEX "appeals_person" ON "appeals" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open" ON "attempts" USING btree ("person_id","test") WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX "attempts_person" ON "attempts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attempts_point" ON "attempts" USING btree ("learning_point_id","submitted_at") WHERE learning_point_id is not null;--> statement-breakpoint
CREATE INDEX "attempts_deadline" ON "attempts" USING btree ("deadline_at") WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX "events_id" ON "events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "events_corrections" ON "events" USING btree ("recorded_at") WHERE kind in ('person.merged', 'person.unmerged', 'person.corrected', 'assistance.stated', 'result.voided');--> statement-breakpoint
CREATE INDEX "group_tallies_sums" ON "group_tallies" USING btree ("group_id","standard","day","age_from","assessed","attained","witnessed");--> statement-breakpoint
CREATE INDEX "literacy_statuses_attained" ON "literacy_statuses" USING btree ("standard","attained_day") WHERE attained_day is not null;--> statement-breakpoint
CREATE INDEX "help_intervals_person" ON "help_intervals" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "help_intervals_open" ON "help_intervals" USING btree ("sign_in_id") WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "openings_point" ON "openings" USING btree ("learning_point_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tablets_number" ON "tablets" USING btree ("opening_id","number") WHERE put_out_at is null;--> statement-breakpoint
CREATE INDEX "campaign_wards_ward" ON "campaign_wards" USING btree ("ward_code");--> statement-breakpoint
CREATE INDEX "plan_items_ward" ON "plan_items" USING btree ("ward_code","due");--> statement-breakpoint
CREATE INDEX "support_records_campaign" ON "support_records" USING btree ("campaign_id","ward_code","report_day");--> statement-breakpoint
CREATE INDEX "support_records_supporter" ON "support_records" USING btree ("supporter_id","entered_at");--> statement-breakpoint
CREATE INDEX "support_records_person" ON "support_records" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "help_requests_ward" ON "help_requests" USING btree ("ward_code");--> statement-breakpoint
CREATE UNIQUE INDEX "help_requests_open" ON "help_requests" USING btree ("person_id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "team_members_team" ON "team_members" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "team_members_person" ON "team_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "teams_ward" ON "teams" USING btree ("ward_code");--> statement-breakpoint
CREATE INDEX "visit_people_person" ON "visit_people" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "visits_household" ON "visits" USING btree ("household_id","on");--> statement-breakpoint
CREATE INDEX "visits_group" ON "visits" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "household_reviews_one_open" ON "household_reviews" USING btree ("group_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "review_answers_person" ON "review_answers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ward_moves_from" ON "ward_moves" USING btree ("from_ward","recorded_at");--> statement-breakpoint
CREATE INDEX "ward_moves_to" ON "ward_moves" USING btree ("to_ward","recorded_at");--> statement-breakpoint
CREATE INDEX "ward_moves_person" ON "ward_moves" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_in_force" ON "consents" USING btree ("person_id","purpose","by") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "consents_person" ON "consents" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "data_requests_person" ON "data_requests" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "data_requests_due" ON "data_requests" USING btree ("due");--> statement-breakpoint
CREATE INDEX "duplicate_pairs_other" ON "duplicate_pairs" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "duplicate_pairs_merge" ON "duplicate_pairs" USING btree ("merge_id");--> statement-breakpoint
CREATE INDEX "household_members_person" ON "household_members" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "household_members_one_current" ON "household_members" USING btree ("person_id") WHERE "to" is null;--> statement-breakpoint
CREATE INDEX "households_group" ON "households" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "households_search" ON "households" USING gin ((' ' || search) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "people_person" ON "people" USING btree ((coalesce(merged_into, id)));--> statement-breakpoint
CREATE INDEX "people_merged" ON "people" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "people_died" ON "people" USING btree ("died_on") WHERE died_on is not null;--> statement-breakpoint
CREATE INDEX "person_names_sort" ON "person_names" USING btree ("sort_key");--> statement-breakpoint
CREATE INDEX "person_names_search" ON "person_names" USING gin ((' ' || search) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "residences_group" ON "residences" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "residences_from" ON "residences" USING btree ("from");--> statement-breakpoint
CREATE INDEX "residences_to" ON "residences" USING btree ("to") WHERE "to" is not null;--> statement-breakpoint
CREATE INDEX "residences_confirmed" ON "residences" USING btree ("confirmed_on") WHERE confirmed_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "practice_runs_one_open" ON "practice_runs" USING btree ("person_id","module","scenario") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "practice_runs_person" ON "practice_runs" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reports_place" ON "reports" USING btree ("place");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("day","id");--> statement-breakpoint
CREATE INDEX "roster_rows_state" ON "roster_rows" USING btree ("roster_id","state","line");--> statement-breakpoint
CREATE INDEX "roster_rows_key" ON "roster_rows" USING btree ("roster_id","like_key");--> statement-breakpoint
CREATE INDEX "roster_rows_person" ON "roster_rows" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rosters_ward" ON "rosters" USING btree ("ward_code","sent_at");--> statement-breakpoint
CREATE INDEX "rosters_state" ON "rosters" USING btree ("state");--> statement-breakpoint
CREATE INDEX "invitations_person" ON "invitations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "invitations_role" ON "invitations" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "learner_cards_person" ON "learner_cards" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "provider_accounts_person" ON "provider_accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_person" ON "recovery_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "roles_person" ON "roles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_ins_person" ON "sign_ins" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_ins_tablet" ON "sign_ins" USING btree ("tablet_id");--> statement-breakpoint
CREATE INDEX "group_successions_to" ON "group_successions" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "other_counts_group" ON "other_counts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "point_hours_point" ON "point_hours" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "point_stops_point" ON "point_stops" USING btree ("point_id","on");--> statement-breakpoint
CREATE INDEX "population_declarations_waiting" ON "population_declarations" USING btree ("group_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "residential_groups_ward" ON "residential_groups" USING btree ("ward_code");--> statement-breakpoint
CREATE INDEX "wards_province" ON "wards" USING btree ("province_code");