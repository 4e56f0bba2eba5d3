-- Written from the catalogue by npm run schema. Read it; never run it.

-- Tables

table absence
  -- protected: by person; deputies are told by own_seats that a holder is away
  person_id uuid not null
  id uuid not null
  from_on date not null
  until_on date not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  version integer not null default 1
  retention_rule text not null default 'destroy 1 year after the period'::text
  constraint absence_pkey PRIMARY KEY (person_id, id)
  constraint absence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint absence_check CHECK ((until_on >= from_on))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy change_own for update to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  grant insert, select, update to armkrok_app

table access_record
  -- protected: by organisation that answers or reads, in a collaboration by who leads; added by note_access alone
  organisation_id uuid not null
  id uuid not null
  collaboration_id uuid
  event_group_id uuid
  reader_organisation_id uuid not null
  person_id uuid not null
  person_name text not null
  route text not null
  path text not null
  is_shown boolean not null
  at timestamp with time zone not null
  retention_rule text not null default 'keep 5 years'::text
  constraint access_record_pkey PRIMARY KEY (organisation_id, id)
  constraint access_record_collaboration_id_event_group_id_fkey FOREIGN KEY (collaboration_id, event_group_id) REFERENCES event_group(collaboration_id, id)
  constraint access_record_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint access_record_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint access_record_reader_organisation_id_fkey FOREIGN KEY (reader_organisation_id) REFERENCES organisation(id)
  CREATE INDEX access_record_by_collaboration ON public.access_record USING btree (collaboration_id, event_group_id)
  CREATE INDEX access_record_by_reader ON public.access_record USING btree (reader_organisation_id, at DESC)
  CREATE INDEX access_record_by_time ON public.access_record USING btree (organisation_id, at DESC)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (
CASE
    WHEN (event_group_id IS NOT NULL) THEN (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))
    ELSE ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ANY (( SELECT (NULLIF(current_setting('armkrok.administers'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (reader_organisation_id = ANY (( SELECT (NULLIF(current_setting('armkrok.administers'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
END)
  grant select to armkrok_app

table action_plan
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  title text not null
  first_year integer
  last_year integer
  adopted_on date
  revision text
  steering_document_id uuid
  area_count integer
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  has_joint_areas boolean
  constraint action_plan_pkey PRIMARY KEY (collaboration_id, id)
  constraint action_plan_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint action_plan_collaboration_id_steering_document_id_fkey FOREIGN KEY (collaboration_id, steering_document_id) REFERENCES steering_document(collaboration_id, id)
  constraint action_plan_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint action_plan_area_count_check CHECK ((area_count > 0))
  constraint action_plan_check CHECK (((last_year >= first_year) AND (last_year <= (first_year + 40))))
  constraint action_plan_check1 CHECK (((first_year IS NULL) = (last_year IS NULL)))
  constraint action_plan_first_year_check CHECK (((first_year >= 1900) AND (first_year <= 2200)))
  constraint action_plan_revision_check CHECK ((revision = ANY (ARRAY['continuous'::text, 'halfYearly'::text, 'yearly'::text, 'whenNeeded'::text])))
  constraint action_plan_title_check CHECK ((title <> ''::text))
  CREATE INDEX action_plan_by_organisation ON public.action_plan USING btree (organisation_id)
  CREATE INDEX action_plan_by_steering_document ON public.action_plan USING btree (collaboration_id, steering_document_id)
  CREATE UNIQUE INDEX action_plan_one_at_a_time ON public.action_plan USING btree (collaboration_id) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table activity
  -- protected: by collaboration; written by the party, or entered for it as long as it has not written it itself
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid
  entered_by_organisation_id uuid
  seat_id uuid
  place integer not null
  title text not null
  description text not null default ''::text
  kind text
  area text not null default ''::text
  starts_on date
  due_on date
  state text not null default 'planned'::text
  state_on date
  stopped_because text not null default ''::text
  learned text not null default ''::text
  amount bigint
  minutes bigint
  used_amount bigint
  used_minutes bigint
  financing_plan_id uuid
  target_group text not null default ''::text
  target_group_part text[] not null default '{}'::text[]
  others text not null default ''::text
  each text
  is_open_across_borders boolean
  is_basis_for_decision boolean
  evidence_grade text
  evidence_source text not null default ''::text
  pilot_question text not null default ''::text
  pilot_measure text not null default ''::text
  pilot_ends_on date
  evaluated_on date
  evaluation text not null default ''::text
  evaluation_result text
  scales_activity_id uuid
  scaled_without_evaluation_because text not null default ''::text
  own_words text not null default ''::text
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  changed_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  responsible text not null default ''::text
  constraint activity_pkey PRIMARY KEY (collaboration_id, id)
  constraint activity_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint activity_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint activity_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint activity_collaboration_id_scales_activity_id_fkey FOREIGN KEY (collaboration_id, scales_activity_id) REFERENCES activity(collaboration_id, id)
  constraint activity_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint activity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint activity_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint activity_amount_check CHECK (((amount >= 0) AND (amount <= '100000000000000'::bigint)))
  constraint activity_check CHECK (((seat_id IS NULL) OR (party_id IS NOT NULL)))
  constraint activity_check1 CHECK (((entered_by_organisation_id IS NULL) OR (party_id IS NOT NULL)))
  constraint activity_check2 CHECK (((due_on IS NULL) OR (starts_on IS NULL) OR (due_on >= starts_on)))
  constraint activity_check3 CHECK (((state = 'stopped'::text) = (stopped_because <> ''::text)))
  constraint activity_check4 CHECK ((((evaluation = ''::text) = (evaluated_on IS NULL)) AND ((evaluation = ''::text) = (evaluation_result IS NULL))))
  constraint activity_check5 CHECK (((source_note <> ''::text) OR (evidence_grade IS DISTINCT FROM 'untested'::text) OR ((pilot_question <> ''::text) AND (pilot_measure <> ''::text) AND (pilot_ends_on IS NOT NULL))))
  constraint activity_check6 CHECK (((scales_activity_id IS NOT NULL) OR (scaled_without_evaluation_because = ''::text)))
  constraint activity_each_check CHECK ((each = ANY (ARRAY['party'::text, 'municipality'::text])))
  constraint activity_evaluation_result_check CHECK ((evaluation_result = ANY (ARRAY['worked'::text, 'workedInPart'::text, 'didNotWork'::text, 'cannotSay'::text])))
  constraint activity_evidence_grade_check CHECK ((evidence_grade = ANY (ARRAY['evidenceBased'::text, 'provenExperience'::text, 'untested'::text])))
  constraint activity_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'development'::text, 'coordination'::text, 'inquiry'::text, 'studyVisit'::text, 'seminar'::text, 'peerSupervision'::text, 'other'::text])))
  constraint activity_minutes_check CHECK (((minutes >= 0) AND (minutes <= '100000000000000'::bigint)))
  constraint activity_place_check CHECK ((place > 0))
  constraint activity_responsible_check CHECK ((length(responsible) <= 200))
  constraint activity_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'underWay'::text, 'done'::text, 'stopped'::text])))
  constraint activity_target_group_part_check CHECK ((target_group_part <@ ARRAY['analysis'::text, 'plan'::text, 'carryingOut'::text, 'interpretation'::text]))
  constraint activity_title_check CHECK (((title <> ''::text) AND (length(title) <= 300)))
  constraint activity_used_amount_check CHECK (((used_amount >= 0) AND (used_amount <= '100000000000000'::bigint)))
  constraint activity_used_minutes_check CHECK (((used_minutes >= 0) AND (used_minutes <= '100000000000000'::bigint)))
  CREATE INDEX activity_by_entering ON public.activity USING btree (entered_by_organisation_id)
  CREATE INDEX activity_by_financing_plan ON public.activity USING btree (collaboration_id, financing_plan_id)
  CREATE INDEX activity_by_party ON public.activity USING btree (collaboration_id, party_id)
  CREATE INDEX activity_by_scaled ON public.activity USING btree (collaboration_id, scales_activity_id)
  CREATE INDEX activity_by_seat ON public.activity USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table activity_goal
  -- protected: by collaboration; written by whoever may change the activity
  collaboration_id uuid not null
  activity_id uuid not null
  goal_id uuid not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  constraint activity_goal_pkey PRIMARY KEY (collaboration_id, activity_id, goal_id)
  constraint activity_goal_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint activity_goal_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint activity_goal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX activity_goal_by_goal ON public.activity_goal USING btree (collaboration_id, goal_id)
  CREATE INDEX activity_goal_by_organisation ON public.activity_goal USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table activity_own_goal
  -- protected: by organisation until shared, then by collaboration
  collaboration_id uuid not null
  activity_id uuid not null
  organisation_id uuid not null
  text text not null
  stands_in text not null default ''::text
  visible_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint activity_own_goal_pkey PRIMARY KEY (collaboration_id, activity_id, organisation_id)
  constraint activity_own_goal_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint activity_own_goal_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint activity_own_goal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint activity_own_goal_text_check CHECK (((text <> ''::text) AND (length(text) <= 500)))
  CREATE INDEX activity_own_goal_by_organisation ON public.activity_own_goal USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table activity_party
  -- protected: by collaboration; asked by whoever may change the activity, answered by the party or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  activity_id uuid not null
  party_id uuid not null
  entered_by_organisation_id uuid
  asked_on date not null
  answer text
  answered_on date
  part text not null default ''::text
  amount bigint
  minutes bigint
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint activity_party_pkey PRIMARY KEY (collaboration_id, id)
  constraint activity_party_collaboration_id_activity_id_party_id_key UNIQUE (collaboration_id, activity_id, party_id)
  constraint activity_party_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint activity_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint activity_party_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint activity_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint activity_party_amount_check CHECK (((amount >= 0) AND (amount <= '100000000000000'::bigint)))
  constraint activity_party_answer_check CHECK ((answer = ANY (ARRAY['takesPart'::text, 'declines'::text])))
  constraint activity_party_check CHECK (((answered_on IS NULL) = (answer IS NULL)))
  constraint activity_party_check1 CHECK (((answer IS NOT NULL) OR ((part = ''::text) AND (amount IS NULL) AND (minutes IS NULL) AND (entered_by_organisation_id IS NULL))))
  constraint activity_party_check2 CHECK (((answer IS DISTINCT FROM 'declines'::text) OR ((amount IS NULL) AND (minutes IS NULL))))
  constraint activity_party_minutes_check CHECK (((minutes >= 0) AND (minutes <= '100000000000000'::bigint)))
  CREATE INDEX activity_party_by_entering ON public.activity_party USING btree (entered_by_organisation_id)
  CREATE INDEX activity_party_by_organisation ON public.activity_party USING btree (organisation_id)
  CREATE INDEX activity_party_by_party ON public.activity_party USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_answer_of_party BEFORE INSERT OR UPDATE ON public.activity_party FOR EACH ROW EXECUTE FUNCTION keep_answer_of_party()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (activity_id = ANY (( SELECT changeable_activities() AS changeable_activities)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table actor
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  name text not null
  kind text not null
  subject_organisation_id uuid
  way_in text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint actor_pkey PRIMARY KEY (collaboration_id, id)
  constraint actor_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint actor_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint actor_subject_organisation_id_fkey FOREIGN KEY (subject_organisation_id) REFERENCES organisation(id)
  constraint actor_check CHECK (((kind <> 'citizens'::text) OR ((way_in <> ''::text) AND (subject_organisation_id IS NULL))))
  constraint actor_check1 CHECK (((kind = 'organisation'::text) OR (subject_organisation_id IS NULL)))
  constraint actor_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'group'::text, 'citizens'::text])))
  constraint actor_name_check CHECK ((name <> ''::text))
  CREATE INDEX actor_by_organisation ON public.actor USING btree (organisation_id)
  CREATE INDEX actor_by_subject ON public.actor USING btree (subject_organisation_id)
  CREATE UNIQUE INDEX actor_once_for_organisation ON public.actor USING btree (collaboration_id, subject_organisation_id) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table actor_analysis
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  number integer not null
  phase text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  placing_opened_at timestamp with time zone
  deadline_on date
  deadline_at timestamp with time zone
  shared_at timestamp with time zone
  adopted_on date
  adopted_by text not null default ''::text
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint actor_analysis_pkey PRIMARY KEY (collaboration_id, id)
  constraint actor_analysis_collaboration_id_number_key UNIQUE (collaboration_id, number)
  constraint actor_analysis_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint actor_analysis_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint actor_analysis_check CHECK ((((placing_opened_at IS NULL) = (deadline_on IS NULL)) AND ((deadline_on IS NULL) = (deadline_at IS NULL))))
  constraint actor_analysis_check1 CHECK (((shared_at IS NULL) OR (placing_opened_at IS NOT NULL)))
  constraint actor_analysis_check2 CHECK (((adopted_on IS NULL) = (adopted_by = ''::text)))
  constraint actor_analysis_number_check CHECK ((number > 0))
  constraint actor_analysis_phase_check CHECK ((phase = ANY (ARRAY['identify'::text, 'establish'::text, 'operate'::text, 'handOver'::text, 'close'::text, 'notCollaboration'::text])))
  CREATE INDEX actor_analysis_by_organisation ON public.actor_analysis USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table actor_analysis_party
  -- protected: by collaboration
  collaboration_id uuid not null
  analysis_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  constraint actor_analysis_party_pkey PRIMARY KEY (collaboration_id, analysis_id, party_id)
  constraint actor_analysis_party_collaboration_id_analysis_id_fkey FOREIGN KEY (collaboration_id, analysis_id) REFERENCES actor_analysis(collaboration_id, id)
  constraint actor_analysis_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint actor_analysis_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX actor_analysis_party_by_organisation ON public.actor_analysis_party USING btree (organisation_id)
  CREATE INDEX actor_analysis_party_by_party ON public.actor_analysis_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table actor_assessment
  -- protected: by collaboration
  collaboration_id uuid not null
  analysis_id uuid not null
  actor_id uuid not null
  organisation_id uuid not null
  how_affected text not null default ''::text
  ought text not null default 'notKnown'::text
  ought_why text not null default ''::text
  wants text not null default 'notKnown'::text
  wants_why text not null default ''::text
  can text not null default 'notKnown'::text
  can_why text not null default ''::text
  prehistory text not null default ''::text
  power text not null default ''::text
  resources text not null default ''::text
  knowledge text not null default ''::text
  influence smallint
  affected smallint
  written_at timestamp with time zone not null
  written_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint actor_assessment_pkey PRIMARY KEY (collaboration_id, analysis_id, actor_id)
  constraint actor_assessment_collaboration_id_actor_id_fkey FOREIGN KEY (collaboration_id, actor_id) REFERENCES actor(collaboration_id, id)
  constraint actor_assessment_collaboration_id_analysis_id_fkey FOREIGN KEY (collaboration_id, analysis_id) REFERENCES actor_analysis(collaboration_id, id)
  constraint actor_assessment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint actor_assessment_affected_check CHECK (((affected >= 1) AND (affected <= 5)))
  constraint actor_assessment_can_check CHECK ((can = ANY (ARRAY['yes'::text, 'no'::text, 'notKnown'::text])))
  constraint actor_assessment_check CHECK (((influence IS NULL) = (affected IS NULL)))
  constraint actor_assessment_influence_check CHECK (((influence >= 1) AND (influence <= 5)))
  constraint actor_assessment_ought_check CHECK ((ought = ANY (ARRAY['yes'::text, 'no'::text, 'notKnown'::text])))
  constraint actor_assessment_wants_check CHECK ((wants = ANY (ARRAY['yes'::text, 'no'::text, 'notKnown'::text])))
  CREATE INDEX actor_assessment_by_actor ON public.actor_assessment USING btree (collaboration_id, actor_id)
  CREATE INDEX actor_assessment_by_organisation ON public.actor_assessment USING btree (organisation_id)
  trigger CREATE TRIGGER keep_adopted_analysis BEFORE INSERT OR UPDATE ON public.actor_assessment FOR EACH ROW EXECUTE FUNCTION keep_adopted_analysis()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table actor_placing
  -- protected: by collaboration, and until it is shared by the organisation that placed
  collaboration_id uuid not null
  id uuid not null
  analysis_id uuid not null
  actor_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  influence smallint
  affected smallint
  entered_by_organisation_id uuid
  channel text
  stated_on date
  answered_at timestamp with time zone not null
  answered_by uuid
  visible_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint actor_placing_pkey PRIMARY KEY (collaboration_id, id)
  constraint actor_placing_collaboration_id_analysis_id_actor_id_party_i_key UNIQUE (collaboration_id, analysis_id, actor_id, party_id)
  constraint actor_placing_collaboration_id_analysis_id_actor_id_fkey FOREIGN KEY (collaboration_id, analysis_id, actor_id) REFERENCES actor_assessment(collaboration_id, analysis_id, actor_id)
  constraint actor_placing_collaboration_id_analysis_id_party_id_fkey FOREIGN KEY (collaboration_id, analysis_id, party_id) REFERENCES actor_analysis_party(collaboration_id, analysis_id, party_id)
  constraint actor_placing_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint actor_placing_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint actor_placing_affected_check CHECK (((affected >= 1) AND (affected <= 5)))
  constraint actor_placing_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'meeting'::text, 'document'::text])))
  constraint actor_placing_check CHECK (((influence IS NULL) = (affected IS NULL)))
  constraint actor_placing_check1 CHECK ((((entered_by_organisation_id IS NULL) = (channel IS NULL)) AND ((channel IS NULL) = (stated_on IS NULL))))
  constraint actor_placing_influence_check CHECK (((influence >= 1) AND (influence <= 5)))
  CREATE INDEX actor_placing_by_entering ON public.actor_placing USING btree (entered_by_organisation_id)
  CREATE INDEX actor_placing_by_organisation ON public.actor_placing USING btree (organisation_id)
  CREATE INDEX actor_placing_by_party ON public.actor_placing USING btree (collaboration_id, analysis_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table agreement
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  kind text not null
  ground text
  title text not null
  adopting_party_id uuid
  main_agreement_id uuid
  is_open_to_others boolean
  is_taken_over boolean not null default false
  agreed_year integer
  created_at timestamp with time zone not null
  created_by uuid not null
  ended_on date
  ended_because text not null default ''::text
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  concerns text[] not null default '{}'::text[]
  constraint agreement_pkey PRIMARY KEY (collaboration_id, id)
  constraint agreement_collaboration_id_adopting_party_id_fkey FOREIGN KEY (collaboration_id, adopting_party_id) REFERENCES party(collaboration_id, id)
  constraint agreement_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint agreement_collaboration_id_main_agreement_id_fkey FOREIGN KEY (collaboration_id, main_agreement_id) REFERENCES agreement(collaboration_id, id)
  constraint agreement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint agreement_agreed_year_check CHECK (((agreed_year >= 1800) AND (agreed_year <= 2200)))
  constraint agreement_check CHECK (((ended_because = ''::text) = (ended_on IS NULL)))
  constraint agreement_check1 CHECK (((main_agreement_id IS NULL) OR (kind = 'assignmentAgreement'::text)))
  constraint agreement_check2 CHECK (((adopting_party_id IS NULL) OR (ground = 'adoptedByOne'::text)))
  constraint agreement_concerns_check CHECK ((concerns <@ '{region,municipalities,agencies}'::text[]))
  constraint agreement_ground_check CHECK ((ground = ANY (ARRAY['signed'::text, 'adoptedByEach'::text, 'adoptedByOne'::text, 'notYetFormal'::text])))
  constraint agreement_kind_check CHECK ((kind = ANY (ARRAY['declarationOfIntent'::text, 'agreement'::text, 'cooperationAgreement'::text, 'assignmentAgreement'::text, 'guidelines'::text, 'politicalDirectionDocument'::text])))
  constraint agreement_title_check CHECK ((title <> ''::text))
  CREATE INDEX agreement_by_adopting_party ON public.agreement USING btree (collaboration_id, adopting_party_id)
  CREATE INDEX agreement_by_main ON public.agreement USING btree (collaboration_id, main_agreement_id)
  CREATE INDEX agreement_by_organisation ON public.agreement USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND was_party_to(collaboration_id, id))))
  grant insert, select, update to armkrok_app

table agreement_file
  -- protected: by collaboration; never changed
  collaboration_id uuid not null
  agreement_version_id uuid not null
  organisation_id uuid not null
  language text not null
  file bytea not null
  file_hash bytea not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  original_name text not null default ''::text
  has_signature boolean
  has_bytes_after_signature boolean
  constraint agreement_file_pkey PRIMARY KEY (collaboration_id, agreement_version_id)
  constraint agreement_file_collaboration_id_agreement_version_id_fkey FOREIGN KEY (collaboration_id, agreement_version_id) REFERENCES agreement_version(collaboration_id, id)
  constraint agreement_file_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint agreement_file_check CHECK (((has_bytes_after_signature IS NULL) OR has_signature))
  constraint agreement_file_file_hash_check CHECK ((octet_length(file_hash) = 32))
  constraint agreement_file_language_check CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text])))
  CREATE INDEX agreement_file_by_organisation ON public.agreement_file USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND settled_while_party(collaboration_id, agreement_version_id))))
  grant insert, select to armkrok_app

table agreement_party
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  party_id uuid not null
  is_required boolean not null default false
  is_joining_later boolean not null default false
  stance text not null default 'reading'::text
  stance_note text not null default ''::text
  stance_at timestamp with time zone
  instance text not null default ''::text
  planned_on date
  planned_note text not null default ''::text
  decided_on date
  outcome text
  paragraph text not null default ''::text
  registration_number text not null default ''::text
  appeal text
  appeal_ends_on date
  mandate_text text not null default ''::text
  left_on date
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint agreement_party_pkey PRIMARY KEY (collaboration_id, id)
  constraint agreement_party_collaboration_id_agreement_version_id_party_key UNIQUE (collaboration_id, agreement_version_id, party_id)
  constraint agreement_party_collaboration_id_agreement_version_id_fkey FOREIGN KEY (collaboration_id, agreement_version_id) REFERENCES agreement_version(collaboration_id, id)
  constraint agreement_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint agreement_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint agreement_party_appeal_check CHECK ((appeal = ANY (ARRAY['none'::text, 'running'::text, 'over'::text])))
  constraint agreement_party_check CHECK (((decided_on IS NULL) = (outcome IS NULL)))
  constraint agreement_party_check1 CHECK (((decided_on IS NULL) OR (instance <> ''::text)))
  constraint agreement_party_check2 CHECK (((appeal IS NULL) OR (decided_on IS NOT NULL)))
  constraint agreement_party_check3 CHECK ((((appeal = 'running'::text) = (appeal_ends_on IS NOT NULL)) OR (appeal IS NULL) OR (appeal = 'over'::text)))
  constraint agreement_party_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'rejected'::text])))
  constraint agreement_party_stance_check CHECK ((stance = ANY (ARRAY['reading'::text, 'objections'::text, 'ready'::text, 'declines'::text])))
  CREATE INDEX agreement_party_by_organisation ON public.agreement_party USING btree (organisation_id)
  CREATE INDEX agreement_party_by_party ON public.agreement_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table agreement_undertaking
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  clause_id uuid not null
  party_id uuid not null
  thread_id uuid not null
  text text not null
  amount text not null default ''::text
  until_on date
  goal_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint agreement_undertaking_pkey PRIMARY KEY (collaboration_id, id)
  constraint agreement_undertaking_collaboration_id_agreement_version_id_key UNIQUE (collaboration_id, agreement_version_id, thread_id)
  constraint agreement_undertaking_collaboration_id_agreement_version_i_fkey FOREIGN KEY (collaboration_id, agreement_version_id) REFERENCES agreement_version(collaboration_id, id)
  constraint agreement_undertaking_collaboration_id_clause_id_fkey FOREIGN KEY (collaboration_id, clause_id) REFERENCES clause(collaboration_id, id)
  constraint agreement_undertaking_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint agreement_undertaking_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint agreement_undertaking_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint agreement_undertaking_text_check CHECK ((text <> ''::text))
  CREATE INDEX agreement_undertaking_by_clause ON public.agreement_undertaking USING btree (collaboration_id, clause_id)
  CREATE INDEX agreement_undertaking_by_goal ON public.agreement_undertaking USING btree (collaboration_id, goal_id)
  CREATE INDEX agreement_undertaking_by_organisation ON public.agreement_undertaking USING btree (organisation_id)
  CREATE INDEX agreement_undertaking_by_party ON public.agreement_undertaking USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_within_version BEFORE INSERT OR DELETE OR UPDATE ON public.agreement_undertaking FOR EACH ROW EXECUTE FUNCTION keep_within_version()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table agreement_version
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_id uuid not null
  number integer not null
  change_note text not null default ''::text
  least_bound integer
  from_on date
  ends_on date
  renews_by_months integer
  notice_months integer
  review_on date
  follow_up_months integer
  financing_plan_id uuid
  is_signed_in_order boolean not null default false
  sent_at timestamp with time zone
  sent_by uuid
  answers_due_on date
  locked_at timestamp with time zone
  locked_by uuid
  content text
  content_hash bytea
  entered_into_force_on date
  replaced_on date
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint agreement_version_pkey PRIMARY KEY (collaboration_id, id)
  constraint agreement_version_collaboration_id_agreement_id_number_key UNIQUE (collaboration_id, agreement_id, number)
  constraint agreement_version_collaboration_id_agreement_id_fkey FOREIGN KEY (collaboration_id, agreement_id) REFERENCES agreement(collaboration_id, id)
  constraint agreement_version_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint agreement_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint agreement_version_check CHECK ((((locked_at IS NULL) = (locked_by IS NULL)) AND ((locked_at IS NULL) = (content IS NULL)) AND ((locked_at IS NULL) = (content_hash IS NULL))))
  constraint agreement_version_check1 CHECK (((sent_at IS NULL) = (sent_by IS NULL)))
  constraint agreement_version_check2 CHECK (((entered_into_force_on IS NULL) OR (locked_at IS NOT NULL)))
  constraint agreement_version_check3 CHECK (((ends_on IS NULL) OR (from_on IS NULL) OR (ends_on >= from_on)))
  constraint agreement_version_content_hash_check CHECK ((octet_length(content_hash) = 32))
  constraint agreement_version_follow_up_months_check CHECK ((follow_up_months > 0))
  constraint agreement_version_least_bound_check CHECK ((least_bound > 0))
  constraint agreement_version_notice_months_check CHECK ((notice_months >= 0))
  constraint agreement_version_number_check CHECK ((number > 0))
  constraint agreement_version_renews_by_months_check CHECK ((renews_by_months > 0))
  CREATE INDEX agreement_version_by_financing_plan ON public.agreement_version USING btree (collaboration_id, financing_plan_id)
  CREATE INDEX agreement_version_by_organisation ON public.agreement_version USING btree (organisation_id)
  trigger CREATE TRIGGER keep_version BEFORE UPDATE ON public.agreement_version FOR EACH ROW EXECUTE FUNCTION keep_version()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND settled_while_party(collaboration_id, id))))
  grant insert, select, update to armkrok_app

table analysis_position
  -- protected: by collaboration; said by the party itself and never entered for it
  collaboration_id uuid not null
  analysis_version_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  "position" text
  reason text not null default ''::text
  created_at timestamp with time zone not null
  answered_at timestamp with time zone
  answered_by uuid
  version integer not null default 0
  retention_rule text not null default 'keep'::text
  constraint analysis_position_pkey PRIMARY KEY (collaboration_id, analysis_version_id, party_id)
  constraint analysis_position_collaboration_id_analysis_version_id_fkey FOREIGN KEY (collaboration_id, analysis_version_id) REFERENCES analysis_version(collaboration_id, id)
  constraint analysis_position_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint analysis_position_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint analysis_position_check CHECK (((("position" IS NULL) = (answered_at IS NULL)) AND (("position" IS NULL) = (answered_by IS NULL))))
  constraint analysis_position_check1 CHECK ((("position" IS DISTINCT FROM 'doesNotSupport'::text) OR (reason <> ''::text)))
  constraint analysis_position_position_check CHECK (("position" = ANY (ARRAY['supports'::text, 'abstains'::text, 'doesNotSupport'::text])))
  CREATE INDEX analysis_position_by_organisation ON public.analysis_position USING btree (organisation_id)
  CREATE INDEX analysis_position_by_party ON public.analysis_position USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_closed_positions BEFORE INSERT OR UPDATE ON public.analysis_position FOR EACH ROW EXECUTE FUNCTION keep_closed_positions()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ("position" IS NULL)))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table analysis_version
  -- protected: by collaboration; proposed and closed by those who prepare, its content never changed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  number integer not null
  content text not null
  content_hash bytea not null
  answer_by_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  closed_on date
  closed_at timestamp with time zone
  closed_by uuid
  retention_rule text not null default 'keep'::text
  constraint analysis_version_pkey PRIMARY KEY (collaboration_id, id)
  constraint analysis_version_collaboration_id_number_key UNIQUE (collaboration_id, number)
  constraint analysis_version_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint analysis_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint analysis_version_check CHECK ((((closed_on IS NULL) = (closed_at IS NULL)) AND ((closed_on IS NULL) = (closed_by IS NULL))))
  constraint analysis_version_content_check CHECK ((content <> ''::text))
  constraint analysis_version_content_hash_check CHECK ((octet_length(content_hash) = 32))
  constraint analysis_version_number_check CHECK ((number > 0))
  CREATE INDEX analysis_version_by_organisation ON public.analysis_version USING btree (organisation_id)
  CREATE UNIQUE INDEX analysis_version_open ON public.analysis_version USING btree (collaboration_id) WHERE (closed_on IS NULL)
  trigger CREATE TRIGGER keep_closed_analysis BEFORE UPDATE ON public.analysis_version FOR EACH ROW EXECUTE FUNCTION keep_closed_analysis()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table area
  -- reference: official places, the same for all
  code text not null
  kind text not null
  name text not null
  region_code text
  constraint area_pkey PRIMARY KEY (code)
  constraint area_region_code_fkey FOREIGN KEY (region_code) REFERENCES area(code)
  constraint area_kind_check CHECK ((kind = ANY (ARRAY['country'::text, 'region'::text, 'municipality'::text])))
  CREATE INDEX area_by_region ON public.area USING btree (region_code)
  no row level security
  grant select to armkrok_app

table asked_question
  -- protected: by collaboration; until it is answered by those who prepare and those it is put to
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  about text not null
  goal_id uuid
  contribution_id uuid
  party_id uuid
  question text not null
  asked_on date not null
  answer_due_on date not null
  follows_question_id uuid
  answered_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  undertaking_id uuid
  constraint asked_question_pkey PRIMARY KEY (collaboration_id, id)
  constraint asked_question_collaboration_id_contribution_id_fkey FOREIGN KEY (collaboration_id, contribution_id) REFERENCES contribution(collaboration_id, id)
  constraint asked_question_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint asked_question_collaboration_id_follows_question_id_fkey FOREIGN KEY (collaboration_id, follows_question_id) REFERENCES asked_question(collaboration_id, id)
  constraint asked_question_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint asked_question_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint asked_question_collaboration_id_undertaking_id_fkey FOREIGN KEY (collaboration_id, undertaking_id) REFERENCES agreement_undertaking(collaboration_id, id)
  constraint asked_question_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint asked_question_about_check CHECK ((about = ANY (ARRAY['goal'::text, 'contribution'::text, 'undertaking'::text, 'party'::text])))
  constraint asked_question_check CHECK ((answer_due_on >= asked_on))
  constraint asked_question_of_one_check CHECK ((((about = 'goal'::text) = (goal_id IS NOT NULL)) AND ((about = 'contribution'::text) = (contribution_id IS NOT NULL)) AND ((about = 'undertaking'::text) = (undertaking_id IS NOT NULL)) AND ((about = 'party'::text) = (party_id IS NOT NULL))))
  constraint asked_question_question_check CHECK (((question <> ''::text) AND (length(question) <= 2000)))
  CREATE INDEX asked_question_by_contribution ON public.asked_question USING btree (collaboration_id, contribution_id)
  CREATE INDEX asked_question_by_followed ON public.asked_question USING btree (collaboration_id, follows_question_id)
  CREATE INDEX asked_question_by_goal ON public.asked_question USING btree (collaboration_id, goal_id)
  CREATE INDEX asked_question_by_organisation ON public.asked_question USING btree (organisation_id)
  CREATE INDEX asked_question_by_party ON public.asked_question USING btree (collaboration_id, party_id)
  CREATE INDEX asked_question_by_undertaking ON public.asked_question USING btree (collaboration_id, undertaking_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (id = ANY (( SELECT questions_put_to_own() AS questions_put_to_own)::uuid[])) OR (answered_at IS NOT NULL))))
  grant insert, select to armkrok_app

table attachment
  -- protected: by collaboration, and by the organisation it concerns where it concerns one; a file that belongs to something
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  subject_type text not null
  subject_id uuid not null
  concerned_organisation_id uuid
  name text not null
  media_type text not null
  bytes bigint not null
  sha256 bytea not null
  alternative text not null default ''::text
  is_decorative boolean not null default false
  scan text not null
  scanned_at timestamp with time zone
  finding text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  withdrawn_by uuid
  withdrawing_organisation_id uuid
  withdrawal_reason text not null default ''::text
  retention_rule text not null default 'keep'::text
  cleared_for uuid[]
  constraint attachment_pkey PRIMARY KEY (collaboration_id, id)
  constraint attachment_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint attachment_concerned_organisation_id_fkey FOREIGN KEY (concerned_organisation_id) REFERENCES organisation(id)
  constraint attachment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint attachment_sha256_fkey FOREIGN KEY (sha256) REFERENCES stored_file(sha256)
  constraint attachment_withdrawing_organisation_id_fkey FOREIGN KEY (withdrawing_organisation_id) REFERENCES organisation(id)
  constraint attachment_bytes_check CHECK ((bytes > 0))
  constraint attachment_check CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawal_reason = ''::text)) AND ((withdrawn_at IS NULL) = (withdrawing_organisation_id IS NULL))))
  constraint attachment_check1 CHECK (((scanned_at IS NULL) = (scan = ANY (ARRAY['notScanned'::text, 'waiting'::text]))))
  constraint attachment_check2 CHECK ((NOT (is_decorative AND (alternative <> ''::text))))
  constraint attachment_check3 CHECK (((media_type <> ALL (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/gif'::text, 'image/webp'::text])) OR is_decorative OR (alternative <> ''::text)))
  constraint attachment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 140)))
  constraint attachment_scan_check CHECK ((scan = ANY (ARRAY['notScanned'::text, 'waiting'::text, 'clean'::text, 'infected'::text])))
  constraint attachment_subject_type_check CHECK ((subject_type <> ''::text))
  CREATE INDEX attachment_by_concerned ON public.attachment USING btree (concerned_organisation_id)
  CREATE INDEX attachment_by_content ON public.attachment USING btree (sha256)
  CREATE INDEX attachment_by_organisation ON public.attachment USING btree (organisation_id)
  CREATE INDEX attachment_by_subject ON public.attachment USING btree (collaboration_id, subject_type, subject_id)
  CREATE INDEX attachment_by_withdrawing ON public.attachment USING btree (withdrawing_organisation_id)
  trigger CREATE TRIGGER stay_marked BEFORE INSERT OR UPDATE ON public.attachment FOR EACH ROW EXECUTE FUNCTION stay_marked('subject_id')
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND ((concerned_organisation_id IS NULL) OR (concerned_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_cleared for select to armkrok_app
    using (((cleared_for IS NULL) OR ((( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (cleared_for)))))
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((concerned_organisation_id IS NULL) OR (concerned_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select to armkrok_app

table authenticator
  -- sealed: the secret of an app that shows codes, encrypted by the installation
  person_id uuid not null
  secret text not null
  last_step bigint not null
  created_at timestamp with time zone not null
  last_used_at timestamp with time zone
  constraint authenticator_pkey PRIMARY KEY (person_id)
  constraint authenticator_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table benefit
  -- protected: by collaboration, once all whom it is about have seen it; until then for them and whoever wrote it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid
  entered_by_organisation_id uuid
  title text not null
  description text not null default ''::text
  kind text
  receiver text not null
  receiver_party_id uuid
  receiver_words text not null default ''::text
  measure text not null default ''::text
  unit text not null default ''::text
  indicator_id uuid
  realiser_party_id uuid
  realiser_organisation_id uuid
  seat_id uuid
  realiser_answer text
  due_on date
  goal_id uuid
  activity_id uuid
  own_words text not null default ''::text
  source_note text not null default ''::text
  concerned uuid[] not null default '{}'::uuid[]
  seen_by uuid[] not null default '{}'::uuid[]
  visible_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  changed_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint benefit_pkey PRIMARY KEY (collaboration_id, id)
  constraint benefit_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint benefit_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint benefit_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint benefit_collaboration_id_indicator_id_fkey FOREIGN KEY (collaboration_id, indicator_id) REFERENCES indicator(collaboration_id, id)
  constraint benefit_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint benefit_collaboration_id_realiser_party_id_fkey FOREIGN KEY (collaboration_id, realiser_party_id) REFERENCES party(collaboration_id, id)
  constraint benefit_collaboration_id_receiver_party_id_fkey FOREIGN KEY (collaboration_id, receiver_party_id) REFERENCES party(collaboration_id, id)
  constraint benefit_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint benefit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint benefit_realiser_organisation_id_fkey FOREIGN KEY (realiser_organisation_id) REFERENCES organisation(id)
  constraint benefit_check CHECK (((receiver = 'party'::text) = (receiver_party_id IS NOT NULL)))
  constraint benefit_check1 CHECK (((receiver <> 'other'::text) OR (receiver_words <> ''::text)))
  constraint benefit_check2 CHECK (((kind IS DISTINCT FROM 'economic'::text) OR (unit = ''::text)))
  constraint benefit_check3 CHECK (((seat_id IS NULL) OR (realiser_party_id IS NOT NULL)))
  constraint benefit_check4 CHECK ((NOT (party_id IS DISTINCT FROM COALESCE(receiver_party_id, realiser_party_id))))
  constraint benefit_check5 CHECK (((entered_by_organisation_id IS NULL) OR (party_id IS NOT NULL)))
  constraint benefit_check6 CHECK (((realiser_party_id IS NOT NULL) OR (realiser_answer IS NULL)))
  constraint benefit_kind_check CHECK ((kind = ANY (ARRAY['environmental'::text, 'social'::text, 'economic'::text, 'quality'::text])))
  constraint benefit_realiser_answer_check CHECK ((realiser_answer = ANY (ARRAY['takes'::text, 'declines'::text])))
  constraint benefit_receiver_check CHECK ((receiver = ANY (ARRAY['party'::text, 'targetGroup'::text, 'society'::text, 'other'::text])))
  constraint benefit_title_check CHECK (((title <> ''::text) AND (length(title) <= 300)))
  CREATE INDEX benefit_by_activity ON public.benefit USING btree (collaboration_id, activity_id)
  CREATE INDEX benefit_by_entering ON public.benefit USING btree (entered_by_organisation_id)
  CREATE INDEX benefit_by_goal ON public.benefit USING btree (collaboration_id, goal_id)
  CREATE INDEX benefit_by_indicator ON public.benefit USING btree (collaboration_id, indicator_id)
  CREATE INDEX benefit_by_organisation ON public.benefit USING btree (organisation_id)
  CREATE INDEX benefit_by_party ON public.benefit USING btree (collaboration_id, party_id)
  CREATE INDEX benefit_by_realiser ON public.benefit USING btree (collaboration_id, realiser_party_id)
  CREATE INDEX benefit_by_receiver ON public.benefit USING btree (collaboration_id, receiver_party_id)
  CREATE INDEX benefit_by_seat ON public.benefit USING btree (realiser_organisation_id, seat_id)
  trigger CREATE TRIGGER keep_benefit BEFORE INSERT OR UPDATE ON public.benefit FOR EACH ROW EXECUTE FUNCTION keep_benefit()
  trigger CREATE TRIGGER move_estimates AFTER UPDATE OF party_id ON public.benefit FOR EACH ROW WHEN ((new.party_id IS DISTINCT FROM old.party_id)) EXECUTE FUNCTION move_estimates()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])) AND ((visible_at IS NULL) OR (party_id IS NULL))) OR (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (concerned)))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])) AND ((visible_at IS NULL) OR (party_id IS NULL))) OR (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (concerned)))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (concerned)) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table benefit_estimate
  -- protected: by collaboration, with its benefit; another’s estimate for those two until the party has seen it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  benefit_id uuid not null
  party_id uuid
  entered_by_organisation_id uuid
  years integer[] not null
  expected bigint[] not null
  realised bigint[] not null
  reckoning text not null default ''::text
  own_words text not null default ''::text
  visible_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  changed_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint benefit_estimate_pkey PRIMARY KEY (collaboration_id, id)
  constraint benefit_estimate_collaboration_id_benefit_id_organisation_i_key UNIQUE (collaboration_id, benefit_id, organisation_id)
  constraint benefit_estimate_collaboration_id_benefit_id_fkey FOREIGN KEY (collaboration_id, benefit_id) REFERENCES benefit(collaboration_id, id)
  constraint benefit_estimate_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint benefit_estimate_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint benefit_estimate_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint benefit_estimate_check CHECK ((((cardinality(years) >= 1) AND (cardinality(years) <= 40)) AND (cardinality(years) = cardinality(expected)) AND (cardinality(years) = cardinality(realised))))
  constraint benefit_estimate_check1 CHECK (((0 <= ALL (expected)) AND (0 <= ALL (realised))))
  constraint benefit_estimate_check2 CHECK ((('100000000000000'::bigint >= ALL (expected)) AND ('100000000000000'::bigint >= ALL (realised))))
  constraint benefit_estimate_years_check CHECK (((1900 <= ALL (years)) AND (2200 >= ALL (years))))
  CREATE INDEX benefit_estimate_by_entering ON public.benefit_estimate USING btree (entered_by_organisation_id)
  CREATE INDEX benefit_estimate_by_organisation ON public.benefit_estimate USING btree (organisation_id)
  CREATE INDEX benefit_estimate_by_party ON public.benefit_estimate USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_benefit_estimate BEFORE INSERT OR UPDATE ON public.benefit_estimate FOR EACH ROW EXECUTE FUNCTION keep_benefit_estimate()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")) AND (EXISTS ( SELECT
   FROM benefit b
  WHERE ((b.collaboration_id = benefit_estimate.collaboration_id) AND (b.id = benefit_estimate.benefit_id) AND (b.visible_at IS NOT NULL))))))))
  grant insert, select, update to armkrok_app

table benefit_principle
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  weighing text
  is_given_and_taken boolean
  words text not null default ''::text
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint benefit_principle_pkey PRIMARY KEY (collaboration_id, id)
  constraint benefit_principle_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint benefit_principle_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint benefit_principle_weighing_check CHECK ((weighing = ANY (ARRAY['weighedTogether'::text, 'eachMatter'::text])))
  CREATE INDEX benefit_principle_by_organisation ON public.benefit_principle USING btree (organisation_id)
  CREATE UNIQUE INDEX benefit_principle_one_at_a_time ON public.benefit_principle USING btree (collaboration_id) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table calendar_address
  -- sealed: reached through functions
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  token_hash bytea not null
  created_at timestamp with time zone not null
  revoked_at timestamp with time zone
  retention_rule text not null default 'while account'::text
  constraint calendar_address_pkey PRIMARY KEY (organisation_id, id)
  constraint calendar_address_token_hash_key UNIQUE (token_hash)
  constraint calendar_address_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint calendar_address_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint calendar_address_token_hash_check CHECK ((octet_length(token_hash) = 32))
  CREATE INDEX calendar_address_by_person ON public.calendar_address USING btree (person_id)
  CREATE UNIQUE INDEX calendar_address_in_use ON public.calendar_address USING btree (person_id, organisation_id) WHERE (revoked_at IS NULL)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table catalogue_entry
  -- reference: every official indicator there is, with or without values here
  code text not null
  title text not null
  by_sex boolean not null
  area text not null
  kind text not null
  next_publication_on date
  search_text text not null
  title_place integer not null
  preliminary_on date
  publication_period smallint
  constraint catalogue_entry_pkey PRIMARY KEY (code)
  no row level security
  grant select to armkrok_app

table catalogue_fetch
  -- reference: when the catalogue and the comparison groups were read from their source; append-only
  id integer not null generated always as identity
  kind text not null
  fetched_on date not null
  entry_count integer not null
  created_at timestamp with time zone not null
  constraint catalogue_fetch_pkey PRIMARY KEY (id)
  constraint catalogue_fetch_entry_count_check CHECK ((entry_count > 0))
  constraint catalogue_fetch_kind_check CHECK ((kind = ANY (ARRAY['entries'::text, 'groups'::text])))
  no row level security
  grant select to armkrok_app

table cause
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  under_id uuid
  text text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint cause_pkey PRIMARY KEY (collaboration_id, id)
  constraint cause_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint cause_collaboration_id_under_id_fkey FOREIGN KEY (collaboration_id, under_id) REFERENCES cause(collaboration_id, id)
  constraint cause_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint cause_check CHECK ((under_id <> id))
  constraint cause_text_check CHECK ((text <> ''::text))
  CREATE INDEX cause_by_organisation ON public.cause USING btree (organisation_id)
  CREATE INDEX cause_by_under ON public.cause USING btree (collaboration_id, under_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table cause_objection
  -- protected: by collaboration; said by the party itself
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  cause_id uuid not null
  party_id uuid not null
  because text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint cause_objection_pkey PRIMARY KEY (collaboration_id, id)
  constraint cause_objection_collaboration_id_cause_id_fkey FOREIGN KEY (collaboration_id, cause_id) REFERENCES cause(collaboration_id, id)
  constraint cause_objection_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint cause_objection_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint cause_objection_because_check CHECK ((because <> ''::text))
  CREATE INDEX cause_objection_by_cause ON public.cause_objection USING btree (collaboration_id, cause_id)
  CREATE INDEX cause_objection_by_organisation ON public.cause_objection USING btree (organisation_id)
  CREATE INDEX cause_objection_by_party ON public.cause_objection USING btree (collaboration_id, party_id)
  CREATE UNIQUE INDEX cause_objection_once ON public.cause_objection USING btree (collaboration_id, cause_id, party_id) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table claim_mapping
  -- sealed: reached through functions; which of a provider's claims give which seats
  organisation_id uuid not null
  id uuid not null
  claim text not null
  value text not null
  seat_organisation_id uuid not null
  seat_id uuid not null
  kind text not null
  created_at timestamp with time zone not null
  constraint claim_mapping_pkey PRIMARY KEY (organisation_id, id)
  constraint claim_mapping_organisation_id_claim_value_seat_id_key UNIQUE (organisation_id, claim, value, seat_id)
  constraint claim_mapping_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity_provider(organisation_id)
  constraint claim_mapping_seat_organisation_id_seat_id_fkey FOREIGN KEY (seat_organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint claim_mapping_claim_check CHECK ((claim <> ''::text))
  constraint claim_mapping_kind_check CHECK ((kind = ANY (ARRAY['holder'::text, 'deputy'::text])))
  constraint claim_mapping_value_check CHECK ((value <> ''::text))
  CREATE INDEX claim_mapping_by_seat ON public.claim_mapping USING btree (seat_organisation_id, seat_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table clause
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  kind text not null
  thread_id uuid not null
  place integer not null
  heading text not null
  text text not null default ''::text
  proposed_by_party_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  is_carried_over boolean not null default false
  constraint clause_pkey PRIMARY KEY (collaboration_id, id)
  constraint clause_collaboration_id_agreement_version_id_thread_id_key UNIQUE (collaboration_id, agreement_version_id, thread_id)
  constraint clause_collaboration_id_agreement_version_id_fkey FOREIGN KEY (collaboration_id, agreement_version_id) REFERENCES agreement_version(collaboration_id, id)
  constraint clause_collaboration_id_proposed_by_party_id_fkey FOREIGN KEY (collaboration_id, proposed_by_party_id) REFERENCES party(collaboration_id, id)
  constraint clause_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint clause_heading_check CHECK ((heading <> ''::text))
  constraint clause_kind_check CHECK ((kind = ANY (ARRAY['purpose'::text, 'goals'::text, 'roles'::text, 'decisionOrder'::text, 'coordination'::text, 'financing'::text, 'information'::text, 'values'::text, 'conflict'::text, 'withdrawal'::text, 'term'::text, 'other'::text])))
  constraint clause_place_check CHECK ((place > 0))
  CREATE INDEX clause_by_organisation ON public.clause USING btree (organisation_id)
  CREATE INDEX clause_by_party ON public.clause USING btree (collaboration_id, proposed_by_party_id)
  trigger CREATE TRIGGER keep_within_version BEFORE INSERT OR DELETE OR UPDATE ON public.clause FOR EACH ROW EXECUTE FUNCTION keep_within_version()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table clause_comment
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  clause_id uuid not null
  party_id uuid not null
  text text not null
  proposal text not null default ''::text
  entered_by_organisation_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  answer text
  answer_text text not null default ''::text
  answered_at timestamp with time zone
  answered_by uuid
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint clause_comment_pkey PRIMARY KEY (collaboration_id, id)
  constraint clause_comment_collaboration_id_agreement_version_id_fkey FOREIGN KEY (collaboration_id, agreement_version_id) REFERENCES agreement_version(collaboration_id, id)
  constraint clause_comment_collaboration_id_clause_id_fkey FOREIGN KEY (collaboration_id, clause_id) REFERENCES clause(collaboration_id, id)
  constraint clause_comment_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint clause_comment_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint clause_comment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint clause_comment_answer_check CHECK ((answer = ANY (ARRAY['taken'::text, 'partlyTaken'::text, 'notTaken'::text])))
  constraint clause_comment_check CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))))
  constraint clause_comment_text_check CHECK ((text <> ''::text))
  CREATE INDEX clause_comment_by_clause ON public.clause_comment USING btree (collaboration_id, clause_id)
  CREATE INDEX clause_comment_by_entering ON public.clause_comment USING btree (entered_by_organisation_id)
  CREATE INDEX clause_comment_by_organisation ON public.clause_comment USING btree (organisation_id)
  CREATE INDEX clause_comment_by_party ON public.clause_comment USING btree (collaboration_id, party_id)
  CREATE INDEX clause_comment_by_version ON public.clause_comment USING btree (collaboration_id, agreement_version_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table collaboration
  -- protected: by its own id
  id uuid not null
  organisation_id uuid not null
  name text not null
  challenge text not null default ''::text
  why_none_alone text not null default ''::text
  drivers text[] not null default '{}'::text[]
  territory text[] not null default '{}'::text[]
  territory_name text not null default ''::text
  phase text not null default 'identify'::text
  ladder_aim text
  ladder_now text
  example text not null default 'none'::text
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  ground_kind text
  ground_title text not null default ''::text
  ground_year smallint
  began_year smallint
  ended_year smallint
  source text not null default ''::text
  functions_known_empty text[] not null default '{}'::text[]
  version integer not null default 1
  confidentiality text not null default 'parties'::text
  archive_organisation_id uuid not null
  accepted_assurances text[]
  driver_description text not null default ''::text
  supported_at_start_by text not null default ''::text
  wider_collaboration text not null default ''::text
  challenge_parts text[] not null default '{}'::text[]
  challenge_part_count smallint
  follow_up_methods text[] not null default '{}'::text[]
  is_reported_to_councils boolean
  told_confidentiality text
  constraint collaboration_pkey PRIMARY KEY (id)
  constraint collaboration_archive_organisation_id_fkey FOREIGN KEY (archive_organisation_id) REFERENCES organisation(id)
  constraint collaboration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint collaboration_accepted_assurances_check CHECK (((accepted_assurances <@ ARRAY['loa2'::text, 'loa3'::text, 'loa4'::text, 'eidasSubstantial'::text, 'eidasHigh'::text]) AND (accepted_assurances <> '{}'::text[])))
  constraint collaboration_challenge_part_count_check CHECK (((challenge_part_count >= 1) AND (challenge_part_count <= 99)))
  constraint collaboration_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['open'::text, 'parties'::text, 'protected'::text])))
  constraint collaboration_example_check CHECK ((example = ANY (ARRAY['none'::text, 'real'::text, 'fictional'::text])))
  constraint collaboration_follow_up_methods_check CHECK ((follow_up_methods <@ ARRAY['statistics'::text, 'survey'::text, 'interviews'::text, 'fieldVisit'::text, 'evaluation'::text]))
  constraint collaboration_ground_kind_check CHECK ((ground_kind = ANY (ARRAY['signed'::text, 'adoptedByEach'::text, 'adoptedByOne'::text, 'notYetFormal'::text])))
  constraint collaboration_ladder_aim_check CHECK ((ladder_aim = ANY (ARRAY['talk'::text, 'sharedView'::text, 'collaborate'::text, 'actAsOne'::text])))
  constraint collaboration_ladder_now_check CHECK ((ladder_now = ANY (ARRAY['talk'::text, 'sharedView'::text, 'collaborate'::text, 'actAsOne'::text])))
  constraint collaboration_name_check CHECK ((name <> ''::text))
  constraint collaboration_phase_check CHECK ((phase = ANY (ARRAY['identify'::text, 'establish'::text, 'operate'::text, 'handOver'::text, 'close'::text, 'notCollaboration'::text])))
  constraint collaboration_told_confidentiality_check CHECK ((told_confidentiality = ANY (ARRAY['open'::text, 'parties'::text, 'protected'::text])))
  constraint collaboration_told_confidentiality_of_example CHECK (((told_confidentiality IS NULL) OR (example = 'real'::text)))
  CREATE INDEX collaboration_by_archive ON public.collaboration USING btree (archive_organisation_id)
  CREATE INDEX collaboration_by_organisation ON public.collaboration USING btree (organisation_id)
  CREATE INDEX collaboration_real_example ON public.collaboration USING btree (example) WHERE ((example = 'real'::text) AND (withdrawn_at IS NULL))
  trigger CREATE TRIGGER guard_sight BEFORE UPDATE OF confidentiality, accepted_assurances, archive_organisation_id, organisation_id ON public.collaboration FOR EACH ROW WHEN (((old.confidentiality IS DISTINCT FROM new.confidentiality) OR (old.accepted_assurances IS DISTINCT FROM new.accepted_assurances) OR (old.archive_organisation_id IS DISTINCT FROM new.archive_organisation_id) OR (old.organisation_id IS DISTINCT FROM new.organisation_id))) EXECUTE FUNCTION guard_sight()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table collaboration_person
  -- protected: by collaboration, changed by those who lead; the named persons of a protected one
  collaboration_id uuid not null
  organisation_id uuid not null
  person_id uuid not null
  named_by uuid not null
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint collaboration_person_pkey PRIMARY KEY (collaboration_id, organisation_id, person_id)
  constraint collaboration_person_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint collaboration_person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint collaboration_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  CREATE INDEX collaboration_person_by_organisation ON public.collaboration_person USING btree (organisation_id)
  CREATE INDEX collaboration_person_by_person ON public.collaboration_person USING btree (person_id)
  trigger CREATE TRIGGER leave_event_groups AFTER UPDATE OF ended_at ON public.collaboration_person FOR EACH ROW WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION leave_event_groups()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table collaboration_seat
  -- protected: by collaboration; which seat gives which role in the work
  collaboration_id uuid not null
  organisation_id uuid not null
  seat_id uuid not null
  role text not null
  created_at timestamp with time zone not null
  ends_on date
  constraint collaboration_seat_pkey PRIMARY KEY (collaboration_id, seat_id, role)
  constraint collaboration_seat_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint collaboration_seat_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint collaboration_seat_role_check CHECK ((role = ANY (ARRAY['processLeader'::text, 'secretariat'::text, 'representative'::text, 'reader'::text])))
  CREATE INDEX collaboration_seat_by_seat ON public.collaboration_seat USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table comparison_group
  -- reference: groups of places that Kolada compares
  code text not null
  title text not null
  area_codes text[] not null
  constraint comparison_group_pkey PRIMARY KEY (code)
  no row level security
  grant select to armkrok_app

table contribution
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  goal_id uuid not null
  party_id uuid not null
  form text not null
  text text not null default ''::text
  reason text not null default ''::text
  steering_document text not null default ''::text
  committee text not null default ''::text
  number text not null default ''::text
  document_year smallint
  assigned_in text not null default ''::text
  amount text not null default ''::text
  until_on date
  answered_at timestamp with time zone not null
  answered_by uuid
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  is_politically_decided boolean not null default false
  confirmed_on date
  after_leaving text
  taken_over_by_party_id uuid
  constraint contribution_pkey PRIMARY KEY (collaboration_id, id)
  constraint contribution_collaboration_id_goal_id_party_id_key UNIQUE (collaboration_id, goal_id, party_id)
  constraint contribution_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint contribution_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint contribution_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint contribution_collaboration_id_taken_over_by_party_id_fkey FOREIGN KEY (collaboration_id, taken_over_by_party_id) REFERENCES party(collaboration_id, id)
  constraint contribution_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint contribution_after_leaving_check CHECK ((after_leaving = ANY (ARRAY['unsettled'::text, 'isKept'::text, 'isTakenOver'::text, 'ends'::text])))
  constraint contribution_check CHECK (
CASE form
    WHEN 'doesNotContribute'::text THEN (reason <> ''::text)
    ELSE (text <> ''::text)
END)
  constraint contribution_check1 CHECK (((NOT (after_leaving IS DISTINCT FROM 'isTakenOver'::text)) = (taken_over_by_party_id IS NOT NULL)))
  constraint contribution_form_check CHECK ((form = ANY (ARRAY['ownGoal'::text, 'task'::text, 'undertaking'::text, 'doesNotContribute'::text])))
  CREATE INDEX contribution_by_organisation ON public.contribution USING btree (organisation_id)
  CREATE INDEX contribution_by_party ON public.contribution USING btree (collaboration_id, party_id)
  CREATE INDEX contribution_by_taking_over ON public.contribution USING btree (collaboration_id, taken_over_by_party_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.contribution FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND is_own_party(collaboration_id, party_id))))
  policy remove_own for delete to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])))))
  grant insert, select, update to armkrok_app

table decision_right
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  card_id uuid not null
  place integer not null
  subject text not null
  decided_by text not null
  level text
  up_to_amount integer
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint decision_right_pkey PRIMARY KEY (collaboration_id, id)
  constraint decision_right_collaboration_id_card_id_fkey FOREIGN KEY (collaboration_id, card_id) REFERENCES mandate_card(collaboration_id, id)
  constraint decision_right_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint decision_right_decided_by_check CHECK ((decided_by <> ''::text))
  constraint decision_right_level_check CHECK ((level = ANY (ARRAY['political'::text, 'head'::text, 'manager'::text, 'officer'::text])))
  constraint decision_right_place_check CHECK ((place > 0))
  constraint decision_right_subject_check CHECK ((subject <> ''::text))
  constraint decision_right_up_to_amount_check CHECK ((up_to_amount > 0))
  CREATE INDEX decision_right_by_card ON public.decision_right USING btree (collaboration_id, card_id)
  CREATE INDEX decision_right_by_organisation ON public.decision_right USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table decision_rule
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  subject text not null
  usual_subject text
  group_id uuid
  way text not null
  effect text not null default 'standpoint'::text
  basis text not null default ''::text
  if_not_agreed text not null default ''::text
  place integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint decision_rule_pkey PRIMARY KEY (collaboration_id, id)
  constraint decision_rule_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint decision_rule_collaboration_id_group_id_fkey FOREIGN KEY (collaboration_id, group_id) REFERENCES joint_group(collaboration_id, id)
  constraint decision_rule_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint decision_rule_check CHECK ((((group_id IS NULL) = (way = 'eachParty'::text)) AND ((group_id IS NULL) = (effect = 'partysDecision'::text))))
  constraint decision_rule_check1 CHECK (((effect <> 'decisionWithinMandate'::text) OR (basis <> ''::text)))
  constraint decision_rule_effect_check CHECK ((effect = ANY (ARRAY['standpoint'::text, 'recommendation'::text, 'decisionWithinMandate'::text, 'decisionOfLegalBody'::text, 'partysDecision'::text])))
  constraint decision_rule_place_check CHECK ((place > 0))
  constraint decision_rule_subject_check CHECK ((subject <> ''::text))
  constraint decision_rule_way_check CHECK ((way = ANY (ARRAY['consensus'::text, 'consent'::text, 'majority'::text, 'chair'::text, 'legalOrder'::text, 'eachParty'::text])))
  CREATE INDEX decision_rule_by_group ON public.decision_rule USING btree (collaboration_id, group_id)
  CREATE INDEX decision_rule_by_organisation ON public.decision_rule USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table decision_rule_consent
  -- protected: by collaboration; given by the party alone, never for it
  collaboration_id uuid not null
  decision_rule_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  rule_version integer not null
  answer text not null
  answered_at timestamp with time zone not null
  answered_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  constraint decision_rule_consent_pkey PRIMARY KEY (collaboration_id, decision_rule_id, party_id)
  constraint decision_rule_consent_collaboration_id_decision_rule_id_fkey FOREIGN KEY (collaboration_id, decision_rule_id) REFERENCES decision_rule(collaboration_id, id)
  constraint decision_rule_consent_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint decision_rule_consent_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint decision_rule_consent_answer_check CHECK ((answer = ANY (ARRAY['agrees'::text, 'doesNotAgree'::text])))
  constraint decision_rule_consent_rule_version_check CHECK ((rule_version > 0))
  CREATE INDEX decision_rule_consent_by_organisation ON public.decision_rule_consent USING btree (organisation_id)
  CREATE INDEX decision_rule_consent_by_party ON public.decision_rule_consent USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table decision_template
  -- protected: by organisation; nobody else reads it
  organisation_id uuid not null
  id uuid not null
  name text not null
  file bytea not null
  file_hash text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'while used'::text
  withdrawn_at timestamp with time zone
  constraint decision_template_pkey PRIMARY KEY (organisation_id, id)
  constraint decision_template_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint decision_template_file_check CHECK ((octet_length(file) <= 5242880))
  constraint decision_template_name_check CHECK ((name <> ''::text))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  policy change_own for update to armkrok_app
    using ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
    with check ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  grant insert, select, update to armkrok_app

table deviation
  -- protected: by collaboration; what the parties interpret together, chosen in the open
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  goal_id uuid not null
  place smallint not null
  question text not null
  reason text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  constraint deviation_pkey PRIMARY KEY (collaboration_id, id)
  constraint deviation_collaboration_id_round_id_place_key UNIQUE (collaboration_id, round_id, place)
  constraint deviation_collaboration_id_round_id_goal_id_fkey FOREIGN KEY (collaboration_id, round_id, goal_id) REFERENCES round_goal(collaboration_id, round_id, goal_id)
  constraint deviation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint deviation_place_check CHECK (((place >= 1) AND (place <= 5)))
  constraint deviation_question_check CHECK ((question <> ''::text))
  constraint deviation_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX deviation_by_goal ON public.deviation USING btree (collaboration_id, round_id, goal_id)
  CREATE INDEX deviation_by_organisation ON public.deviation USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.deviation FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant delete, insert, select, update to armkrok_app

table digest
  -- sealed: reached through functions
  person_id uuid not null
  written_on date not null
  mail_id uuid not null
  collaborations uuid[] not null
  created_at timestamp with time zone not null
  retention_rule text not null default 'destroy after 1 year'::text
  constraint digest_pkey PRIMARY KEY (person_id, written_on)
  constraint digest_mail_id_key UNIQUE (mail_id)
  constraint digest_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table digest_choice
  -- protected: by person
  person_id uuid not null
  rhythm text not null
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  version integer not null default 1
  has_news boolean not null default true
  constraint digest_choice_pkey PRIMARY KEY (person_id)
  constraint digest_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint digest_choice_rhythm_check CHECK ((rhythm = ANY (ARRAY['daily'::text, 'weekly'::text, 'never'::text])))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy change_own for update to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  grant insert, select, update to armkrok_app

table dispute
  -- protected: by collaboration, for those whom it concerns and those who prepare
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_id uuid not null
  clause_id uuid
  matter text not null
  shared_with uuid[] not null
  raised_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  outcome text not null default ''::text
  settled_on date
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint dispute_pkey PRIMARY KEY (collaboration_id, id)
  constraint dispute_collaboration_id_agreement_id_fkey FOREIGN KEY (collaboration_id, agreement_id) REFERENCES agreement(collaboration_id, id)
  constraint dispute_collaboration_id_clause_id_fkey FOREIGN KEY (collaboration_id, clause_id) REFERENCES clause(collaboration_id, id)
  constraint dispute_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint dispute_check CHECK (((settled_on IS NULL) = (outcome = ''::text)))
  constraint dispute_matter_check CHECK ((matter <> ''::text))
  constraint dispute_shared_with_check CHECK ((shared_with <> '{}'::uuid[]))
  CREATE INDEX dispute_by_agreement ON public.dispute USING btree (collaboration_id, agreement_id)
  CREATE INDEX dispute_by_clause ON public.dispute USING btree (collaboration_id, clause_id)
  CREATE INDEX dispute_by_organisation ON public.dispute USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((withdrawn_at IS NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY ((shared_with || organisation_id))) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((withdrawn_at IS NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY ((shared_with || organisation_id))) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((withdrawn_at IS NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY ((shared_with || organisation_id))) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select, update to armkrok_app

table dispute_step
  -- protected: by collaboration, for those whom the dispute concerns and those who prepare; never changed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  dispute_id uuid not null
  shared_with uuid[] not null
  level text not null
  held_on date not null
  outcome text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint dispute_step_pkey PRIMARY KEY (collaboration_id, id)
  constraint dispute_step_collaboration_id_dispute_id_fkey FOREIGN KEY (collaboration_id, dispute_id) REFERENCES dispute(collaboration_id, id)
  constraint dispute_step_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint dispute_step_level_check CHECK ((level = ANY (ARRAY['representatives'::text, 'heads'::text, 'group'::text, 'mediation'::text, 'court'::text])))
  constraint dispute_step_outcome_check CHECK ((outcome <> ''::text))
  constraint dispute_step_shared_with_check CHECK ((shared_with <> '{}'::uuid[]))
  CREATE INDEX dispute_step_by_dispute ON public.dispute_step USING btree (collaboration_id, dispute_id)
  CREATE INDEX dispute_step_by_organisation ON public.dispute_step USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((withdrawn_at IS NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY ((shared_with || organisation_id))) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select to armkrok_app

table draft
  -- protected: by person
  person_id uuid not null
  id uuid not null
  organisation_id uuid not null
  path text not null
  name text not null
  typed jsonb not null
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  constraint draft_pkey PRIMARY KEY (person_id, id)
  constraint draft_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint draft_path_check CHECK ((path = ANY (ARRAY['start'::text, 'takeOver'::text])))
  CREATE INDEX draft_by_organisation ON public.draft USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy change_own for update to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
    with check ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  policy remove_own for delete to armkrok_app
    using ((person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
  grant delete, insert, select, update to armkrok_app

table editor_text
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  goal_id uuid not null
  text text not null
  written_at timestamp with time zone not null
  written_by uuid not null
  written_by_name text not null
  organisation_id uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint editor_text_pkey PRIMARY KEY (collaboration_id, id)
  constraint editor_text_collaboration_id_goal_id_key UNIQUE (collaboration_id, goal_id)
  constraint editor_text_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint editor_text_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint editor_text_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint editor_text_check CHECK (((text <> ''::text) OR (withdrawn_at IS NOT NULL)))
  CREATE INDEX editor_text_by_organisation ON public.editor_text USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table effect_contest
  -- protected: by collaboration; written by the party or entered for it, answered by whoever prepares
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  link_id uuid not null
  party_id uuid not null
  entered_by_organisation_id uuid
  reason text not null
  contested_on date not null
  answer text not null default ''::text
  answered_on date
  own_words text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint effect_contest_pkey PRIMARY KEY (collaboration_id, id)
  constraint effect_contest_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint effect_contest_collaboration_id_link_id_fkey FOREIGN KEY (collaboration_id, link_id) REFERENCES effect_link(collaboration_id, id)
  constraint effect_contest_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint effect_contest_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint effect_contest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint effect_contest_check CHECK (((answered_on IS NULL) = (answer = ''::text)))
  constraint effect_contest_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX effect_contest_by_entering ON public.effect_contest USING btree (entered_by_organisation_id)
  CREATE INDEX effect_contest_by_link ON public.effect_contest USING btree (collaboration_id, link_id)
  CREATE INDEX effect_contest_by_organisation ON public.effect_contest USING btree (organisation_id)
  CREATE INDEX effect_contest_by_party ON public.effect_contest USING btree (collaboration_id, party_id)
  CREATE UNIQUE INDEX effect_contest_once ON public.effect_contest USING btree (collaboration_id, link_id, party_id) WHERE (withdrawn_at IS NULL)
  trigger CREATE TRIGGER keep_contest_of_party BEFORE INSERT OR UPDATE ON public.effect_contest FOR EACH ROW EXECUTE FUNCTION keep_contest_of_party()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table effect_link
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  activity_id uuid
  output_id uuid
  outcome_id uuid
  goal_id uuid
  output_kind text not null default 'output'::text
  outcome_kind text not null default 'outcome'::text
  because text not null
  evidence_grade text
  evidence_source text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint effect_link_pkey PRIMARY KEY (collaboration_id, id)
  constraint effect_link_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint effect_link_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint effect_link_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint effect_link_collaboration_id_outcome_id_outcome_kind_fkey FOREIGN KEY (collaboration_id, outcome_id, outcome_kind) REFERENCES effect_step(collaboration_id, id, kind)
  constraint effect_link_collaboration_id_output_id_output_kind_fkey FOREIGN KEY (collaboration_id, output_id, output_kind) REFERENCES effect_step(collaboration_id, id, kind)
  constraint effect_link_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint effect_link_because_check CHECK ((because <> ''::text))
  constraint effect_link_check CHECK ((((activity_id IS NOT NULL) AND (output_id IS NOT NULL) AND (outcome_id IS NULL) AND (goal_id IS NULL)) OR ((activity_id IS NULL) AND (output_id IS NOT NULL) AND (outcome_id IS NOT NULL) AND (goal_id IS NULL)) OR ((activity_id IS NULL) AND (output_id IS NULL) AND (outcome_id IS NOT NULL) AND (goal_id IS NOT NULL))))
  constraint effect_link_check1 CHECK (((evidence_grade IS NULL) OR (evidence_grade = 'untested'::text) OR (evidence_source <> ''::text)))
  constraint effect_link_evidence_grade_check CHECK ((evidence_grade = ANY (ARRAY['evidenceBased'::text, 'provenExperience'::text, 'untested'::text])))
  constraint effect_link_outcome_kind_check CHECK ((outcome_kind = 'outcome'::text))
  constraint effect_link_output_kind_check CHECK ((output_kind = 'output'::text))
  CREATE INDEX effect_link_by_activity ON public.effect_link USING btree (collaboration_id, activity_id)
  CREATE INDEX effect_link_by_goal ON public.effect_link USING btree (collaboration_id, goal_id)
  CREATE INDEX effect_link_by_organisation ON public.effect_link USING btree (organisation_id)
  CREATE INDEX effect_link_by_outcome ON public.effect_link USING btree (collaboration_id, outcome_id, outcome_kind)
  CREATE INDEX effect_link_by_output ON public.effect_link USING btree (collaboration_id, output_id, output_kind)
  CREATE UNIQUE INDEX effect_link_once ON public.effect_link USING btree (collaboration_id, activity_id, output_id, outcome_id, goal_id) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table effect_step
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  kind text not null
  place integer not null
  text text not null
  seen_by text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint effect_step_pkey PRIMARY KEY (collaboration_id, id, kind)
  constraint effect_step_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint effect_step_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint effect_step_kind_check CHECK ((kind = ANY (ARRAY['output'::text, 'outcome'::text])))
  constraint effect_step_place_check CHECK ((place > 0))
  constraint effect_step_text_check CHECK (((text <> ''::text) AND (length(text) <= 300)))
  CREATE INDEX effect_step_by_organisation ON public.effect_step USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table email_change
  -- sealed: a new address, until whoever has it says yes
  token_hash bytea not null
  person_id uuid not null
  email text not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  constraint email_change_pkey PRIMARY KEY (token_hash)
  constraint email_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint email_change_email_check CHECK ((email = lower(email)))
  CREATE INDEX email_change_by_person ON public.email_change USING btree (person_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table entered_for_party
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  party_id uuid not null
  subject_type text not null
  subject_id uuid not null
  entered_by_organisation_id uuid not null
  entered_by uuid not null
  summary text not null
  channel text not null
  stated_on date not null
  created_at timestamp with time zone not null
  confirmed_at timestamp with time zone
  corrected_at timestamp with time zone
  replaced_at timestamp with time zone
  constraint entered_for_party_pkey PRIMARY KEY (collaboration_id, id)
  constraint entered_for_party_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint entered_for_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint entered_for_party_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint entered_for_party_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'meeting'::text, 'document'::text])))
  CREATE INDEX entered_for_party_by_organisation ON public.entered_for_party USING btree (entered_by_organisation_id)
  CREATE INDEX entered_for_party_by_party ON public.entered_for_party USING btree (collaboration_id, party_id)
  CREATE UNIQUE INDEX entered_for_party_standing ON public.entered_for_party USING btree (collaboration_id, subject_type, subject_id) WHERE (replaced_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((subject_type <> 'expectation'::text) OR knows_of_expectation(collaboration_id, subject_id))))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table erasure
  -- sealed: reached through functions; the wish of a person, and what an administrator decided
  organisation_id uuid not null
  id uuid not null
  person_id uuid not null
  asked_at timestamp with time zone
  words text not null default ''::text
  decided_at timestamp with time zone
  decided_by uuid
  outcome text
  reason text not null default ''::text
  counts jsonb
  created_at timestamp with time zone not null
  constraint erasure_pkey PRIMARY KEY (organisation_id, id)
  constraint erasure_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint erasure_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint erasure_check CHECK ((((decided_at IS NULL) = (outcome IS NULL)) AND ((outcome IS NULL) OR (reason <> ''::text))))
  constraint erasure_outcome_check CHECK ((outcome = ANY (ARRAY['erased'::text, 'refused'::text])))
  CREATE INDEX erasure_by_person ON public.erasure USING btree (person_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table event_group
  -- protected: by collaboration and membership; formed by form_event_group
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  concerns text not null
  has_minutes boolean not null
  created_at timestamp with time zone not null
  created_by uuid not null
  closed_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint event_group_pkey PRIMARY KEY (collaboration_id, id)
  constraint event_group_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint event_group_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint event_group_concerns_check CHECK ((concerns <> ''::text))
  CREATE INDEX event_group_by_organisation ON public.event_group USING btree (organisation_id)
  row level security, forced
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  grant select to armkrok_app

table event_group_attendance
  -- protected: by collaboration and membership; which parties were at a meeting
  collaboration_id uuid not null
  event_group_id uuid not null
  meeting_id uuid not null
  party_id uuid not null
  created_at timestamp with time zone not null
  constraint event_group_attendance_pkey PRIMARY KEY (collaboration_id, event_group_id, meeting_id, party_id)
  constraint event_group_attendance_collaboration_id_event_group_id_mee_fkey FOREIGN KEY (collaboration_id, event_group_id, meeting_id) REFERENCES event_group_meeting(collaboration_id, event_group_id, id)
  constraint event_group_attendance_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  CREATE INDEX event_group_attendance_by_party ON public.event_group_attendance USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  grant insert, select to armkrok_app

table event_group_meeting
  -- protected: by collaboration and membership; that the group met
  collaboration_id uuid not null
  event_group_id uuid not null
  id uuid not null
  organisation_id uuid not null
  held_on date not null
  minutes text not null default ''::text
  created_at timestamp with time zone not null
  constraint event_group_meeting_pkey PRIMARY KEY (collaboration_id, event_group_id, id)
  constraint event_group_meeting_collaboration_id_event_group_id_fkey FOREIGN KEY (collaboration_id, event_group_id) REFERENCES event_group(collaboration_id, id)
  constraint event_group_meeting_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX event_group_meeting_by_organisation ON public.event_group_meeting USING btree (organisation_id)
  trigger CREATE TRIGGER guard_minutes BEFORE INSERT OR UPDATE ON public.event_group_meeting FOR EACH ROW EXECUTE FUNCTION guard_minutes()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  grant insert, select to armkrok_app

table event_group_member
  -- protected: by collaboration and membership; who is in an event group
  collaboration_id uuid not null
  event_group_id uuid not null
  organisation_id uuid not null
  person_id uuid not null
  added_by uuid not null
  created_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint event_group_member_pkey PRIMARY KEY (collaboration_id, event_group_id, organisation_id, person_id)
  constraint event_group_member_collaboration_id_event_group_id_fkey FOREIGN KEY (collaboration_id, event_group_id) REFERENCES event_group(collaboration_id, id)
  constraint event_group_member_collaboration_id_organisation_id_person_fkey FOREIGN KEY (collaboration_id, organisation_id, person_id) REFERENCES collaboration_person(collaboration_id, organisation_id, person_id)
  CREATE INDEX event_group_member_by_person ON public.event_group_member USING btree (collaboration_id, organisation_id, person_id)
  row level security, forced
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  grant select to armkrok_app

table event_group_task
  -- protected: by collaboration and membership; what a party is to do, as a number
  collaboration_id uuid not null
  event_group_id uuid not null
  number integer not null
  organisation_id uuid not null
  party_id uuid not null
  due_on date
  state text not null default 'open'::text
  description text not null default ''::text
  created_at timestamp with time zone not null
  constraint event_group_task_pkey PRIMARY KEY (collaboration_id, event_group_id, number)
  constraint event_group_task_collaboration_id_event_group_id_fkey FOREIGN KEY (collaboration_id, event_group_id) REFERENCES event_group(collaboration_id, id)
  constraint event_group_task_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint event_group_task_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint event_group_task_number_check CHECK ((number > 0))
  constraint event_group_task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
  CREATE INDEX event_group_task_by_organisation ON public.event_group_task USING btree (organisation_id)
  CREATE INDEX event_group_task_by_party ON public.event_group_task USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER guard_minutes BEFORE INSERT OR UPDATE ON public.event_group_task FOR EACH ROW EXECUTE FUNCTION guard_minutes()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (event_group_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))))
  grant insert, select to armkrok_app

table evidence
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  section text
  cause_id uuid
  statement text not null default ''::text
  series_id integer
  area_code text
  finding_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  withdrawn_because text not null default ''::text
  retention_rule text not null default 'keep'::text
  constraint evidence_pkey PRIMARY KEY (collaboration_id, id)
  constraint evidence_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint evidence_collaboration_id_cause_id_fkey FOREIGN KEY (collaboration_id, cause_id) REFERENCES cause(collaboration_id, id)
  constraint evidence_collaboration_id_finding_id_fkey FOREIGN KEY (collaboration_id, finding_id) REFERENCES finding(collaboration_id, id)
  constraint evidence_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint evidence_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint evidence_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint evidence_check CHECK ((num_nonnulls(section, cause_id) = 1))
  constraint evidence_check1 CHECK (((section IS NULL) = (statement = ''::text)))
  constraint evidence_check2 CHECK ((num_nonnulls(series_id, finding_id) = 1))
  constraint evidence_check3 CHECK (((series_id IS NULL) = (area_code IS NULL)))
  constraint evidence_check4 CHECK (((withdrawn_at IS NULL) = (withdrawn_because = ''::text)))
  constraint evidence_section_check CHECK ((section = ANY (ARRAY['problem'::text, 'affected'::text, 'causes'::text, 'surroundings'::text, 'done'::text, 'knowledge'::text, 'jointBenefit'::text])))
  CREATE INDEX evidence_by_area ON public.evidence USING btree (area_code)
  CREATE INDEX evidence_by_cause ON public.evidence USING btree (collaboration_id, cause_id)
  CREATE INDEX evidence_by_finding ON public.evidence USING btree (collaboration_id, finding_id)
  CREATE INDEX evidence_by_organisation ON public.evidence USING btree (organisation_id)
  CREATE INDEX evidence_by_series ON public.evidence USING btree (series_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table example_load
  -- reference: which examples have been loaded, and from which contents
  name text not null
  number smallint
  hash text not null
  loaded_at timestamp with time zone not null
  constraint example_load_pkey PRIMARY KEY (name)
  constraint example_load_number_key UNIQUE (number)
  no row level security
  grant select to armkrok_app

table expectation
  -- protected: by collaboration, for the two parties and those who lead
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  to_organisation_id uuid not null
  to_party_id uuid not null
  expected text not null
  answer_due_on date not null
  answer text
  answer_words text not null default ''::text
  answered_on date
  outcome text
  outcome_words text not null default ''::text
  outcome_on date
  to_outcome text
  to_outcome_words text not null default ''::text
  to_outcome_on date
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  entered_by_organisation_id uuid
  constraint expectation_pkey PRIMARY KEY (collaboration_id, id)
  constraint expectation_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint expectation_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint expectation_collaboration_id_to_party_id_fkey FOREIGN KEY (collaboration_id, to_party_id) REFERENCES party(collaboration_id, id)
  constraint expectation_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint expectation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint expectation_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(id)
  constraint expectation_answer_check CHECK ((answer = ANY (ARRAY['accepts'::text, 'adjusts'::text, 'declines'::text])))
  constraint expectation_answer_words_check CHECK ((length(answer_words) <= 2000))
  constraint expectation_check CHECK ((to_organisation_id <> organisation_id))
  constraint expectation_check1 CHECK (((answered_on IS NULL) = (answer IS NULL)))
  constraint expectation_check2 CHECK (((outcome_on IS NULL) = (outcome IS NULL)))
  constraint expectation_check3 CHECK (((to_outcome_on IS NULL) = (to_outcome IS NULL)))
  constraint expectation_check4 CHECK (((answer IS NOT NULL) OR (answer_words = ''::text)))
  constraint expectation_check5 CHECK (((answer IS DISTINCT FROM 'adjusts'::text) OR (answer_words <> ''::text)))
  constraint expectation_check6 CHECK (((answer IS NOT NULL) OR ((outcome IS NULL) AND (to_outcome IS NULL))))
  constraint expectation_check7 CHECK (((outcome IS NOT NULL) OR (outcome_words = ''::text)))
  constraint expectation_check8 CHECK (((to_outcome IS NOT NULL) OR (to_outcome_words = ''::text)))
  constraint expectation_entered_check CHECK (((entered_by_organisation_id IS NULL) OR (answer IS NOT NULL)))
  constraint expectation_expected_check CHECK (((expected <> ''::text) AND (length(expected) <= 2000)))
  constraint expectation_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'partly'::text, 'notMet'::text])))
  constraint expectation_outcome_words_check CHECK ((length(outcome_words) <= 2000))
  constraint expectation_to_outcome_check CHECK ((to_outcome = ANY (ARRAY['met'::text, 'partly'::text, 'notMet'::text])))
  constraint expectation_to_outcome_words_check CHECK ((length(to_outcome_words) <= 2000))
  CREATE INDEX expectation_by_entering ON public.expectation USING btree (entered_by_organisation_id)
  CREATE INDEX expectation_by_expected ON public.expectation USING btree (to_organisation_id)
  CREATE INDEX expectation_by_expected_party ON public.expectation USING btree (collaboration_id, to_party_id)
  CREATE INDEX expectation_by_organisation ON public.expectation USING btree (organisation_id)
  CREATE INDEX expectation_by_party ON public.expectation USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_expectation BEFORE UPDATE ON public.expectation FOR EACH ROW EXECUTE FUNCTION keep_expectation()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((((( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = organisation_id) OR (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = to_organisation_id)) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((((( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = organisation_id) OR (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = to_organisation_id)) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((to_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select to armkrok_app

table feedback_package
  -- protected: by collaboration, for the party and those who lead
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  content jsonb not null
  address text not null default ''::text
  sent_at timestamp with time zone not null
  sent_by uuid not null
  received_at timestamp with time zone
  received_by text not null default ''::text
  registered_on date
  registration_number text not null default ''::text
  prepared_on date
  instance text not null default ''::text
  planned_on date
  decided_on date
  decided_by text not null default ''::text
  paragraph text not null default ''::text
  stated_by_organisation_id uuid
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  constraint feedback_package_pkey PRIMARY KEY (collaboration_id, id)
  constraint feedback_package_collaboration_id_round_id_party_id_key UNIQUE (collaboration_id, round_id, party_id)
  constraint feedback_package_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES round_party(collaboration_id, round_id, party_id)
  constraint feedback_package_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint feedback_package_stated_by_organisation_id_fkey FOREIGN KEY (stated_by_organisation_id) REFERENCES organisation(id)
  constraint feedback_package_check CHECK (((registered_on IS NULL) = (registration_number = ''::text)))
  constraint feedback_package_check1 CHECK (((decided_on IS NULL) OR (decided_by <> ''::text)))
  CREATE INDEX feedback_package_by_organisation ON public.feedback_package USING btree (organisation_id)
  CREATE INDEX feedback_package_by_stating ON public.feedback_package USING btree (stated_by_organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select, update to armkrok_app

table financing_account
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  financing_plan_id uuid not null
  party_id uuid not null
  account text not null default ''::text
  cost_centre text not null default ''::text
  invoice_reference text not null default ''::text
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint financing_account_pkey PRIMARY KEY (collaboration_id, id)
  constraint financing_account_collaboration_id_financing_plan_id_party__key UNIQUE (collaboration_id, financing_plan_id, party_id)
  constraint financing_account_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint financing_account_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint financing_account_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX financing_account_by_organisation ON public.financing_account USING btree (organisation_id)
  CREATE INDEX financing_account_by_party ON public.financing_account USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table financing_decision
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  financing_plan_id uuid not null
  party_id uuid not null
  year integer not null
  amount bigint
  minutes bigint
  planned_amount bigint
  planned_minutes bigint
  instance text not null
  paragraph text not null default ''::text
  registration_number text not null default ''::text
  decided_on date not null
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint financing_decision_pkey PRIMARY KEY (collaboration_id, id)
  constraint financing_decision_collaboration_id_financing_plan_id_party_key UNIQUE (collaboration_id, financing_plan_id, party_id, year)
  constraint financing_decision_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint financing_decision_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint financing_decision_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint financing_decision_amount_check CHECK (((amount >= 0) AND (amount <= '100000000000000'::bigint)))
  constraint financing_decision_check CHECK (((amount IS NOT NULL) OR (minutes IS NOT NULL)))
  constraint financing_decision_instance_check CHECK ((instance <> ''::text))
  constraint financing_decision_minutes_check CHECK (((minutes >= 0) AND (minutes <= '100000000000000'::bigint)))
  constraint financing_decision_year_check CHECK (((year >= 1900) AND (year <= 2200)))
  CREATE INDEX financing_decision_by_organisation ON public.financing_decision USING btree (organisation_id)
  CREATE INDEX financing_decision_by_party ON public.financing_decision USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table financing_layer
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  financing_plan_id uuid not null
  place integer not null
  title text not null
  kind text not null
  total bigint
  covers text not null default 'eachYear'::text
  key text not null
  inhabitants_year integer
  funder text not null default ''::text
  co_financing integer
  co_financing_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint financing_layer_pkey PRIMARY KEY (collaboration_id, id)
  constraint financing_layer_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint financing_layer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint financing_layer_check CHECK (((kind = 'grant'::text) = (key = 'funder'::text)))
  constraint financing_layer_check1 CHECK (((kind = 'grant'::text) = (funder <> ''::text)))
  constraint financing_layer_check2 CHECK (((kind = 'grant'::text) OR (co_financing IS NULL)))
  constraint financing_layer_co_financing_check CHECK (((co_financing >= 0) AND (co_financing <= 10000)))
  constraint financing_layer_covers_check CHECK ((covers = ANY (ARRAY['eachYear'::text, 'wholePeriod'::text])))
  constraint financing_layer_inhabitants_year_check CHECK (((inhabitants_year >= 1900) AND (inhabitants_year <= 2200)))
  constraint financing_layer_key_check CHECK ((key = ANY (ARRAY['fixedShares'::text, 'equal'::text, 'perInhabitant'::text, 'onePaysRestPerInhabitant'::text, 'onePaysRestNotKnown'::text, 'notKnown'::text, 'funder'::text])))
  constraint financing_layer_kind_check CHECK ((kind = ANY (ARRAY['money'::text, 'hours'::text, 'grant'::text])))
  constraint financing_layer_place_check CHECK ((place > 0))
  constraint financing_layer_title_check CHECK ((title <> ''::text))
  constraint financing_layer_total_check CHECK (((total >= 0) AND (total <= '100000000000000'::bigint)))
  CREATE INDEX financing_layer_by_organisation ON public.financing_layer USING btree (organisation_id)
  CREATE INDEX financing_layer_by_plan ON public.financing_layer USING btree (collaboration_id, financing_plan_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table financing_payment
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  financing_plan_id uuid not null
  party_id uuid not null
  year integer not null
  amount bigint
  minutes bigint
  paid_on date not null
  note text not null default ''::text
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint financing_payment_pkey PRIMARY KEY (collaboration_id, id)
  constraint financing_payment_collaboration_id_financing_plan_id_fkey FOREIGN KEY (collaboration_id, financing_plan_id) REFERENCES financing_plan(collaboration_id, id)
  constraint financing_payment_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint financing_payment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint financing_payment_amount_check CHECK (((amount >= 0) AND (amount <= '100000000000000'::bigint)))
  constraint financing_payment_check CHECK (((amount IS NULL) <> (minutes IS NULL)))
  constraint financing_payment_minutes_check CHECK (((minutes >= 0) AND (minutes <= '100000000000000'::bigint)))
  constraint financing_payment_year_check CHECK (((year >= 1900) AND (year <= 2200)))
  CREATE INDEX financing_payment_by_organisation ON public.financing_payment USING btree (organisation_id)
  CREATE INDEX financing_payment_by_party ON public.financing_payment USING btree (collaboration_id, party_id)
  CREATE INDEX financing_payment_by_plan ON public.financing_payment USING btree (collaboration_id, financing_plan_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table financing_plan
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  title text not null
  first_year integer
  last_year integer
  price_year integer
  indexation integer
  rounding text not null default 'krona'::text
  invoicing text
  invoicing_note text not null default ''::text
  surplus_rule text not null default ''::text
  deficit_rule text not null default ''::text
  state text not null default 'draft'::text
  decided_on date
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint financing_plan_pkey PRIMARY KEY (collaboration_id, id)
  constraint financing_plan_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint financing_plan_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint financing_plan_check CHECK (((last_year >= first_year) AND (last_year <= (first_year + 40))))
  constraint financing_plan_check1 CHECK (((decided_on IS NULL) = (state = 'draft'::text)))
  constraint financing_plan_check2 CHECK (((first_year IS NULL) = (last_year IS NULL)))
  constraint financing_plan_first_year_check CHECK (((first_year >= 1900) AND (first_year <= 2200)))
  constraint financing_plan_indexation_check CHECK (((indexation >= '-2000'::integer) AND (indexation <= 2000)))
  constraint financing_plan_invoicing_check CHECK ((invoicing = ANY (ARRAY['monthly'::text, 'quarterly'::text, 'halfYearly'::text, 'yearly'::text, 'once'::text])))
  constraint financing_plan_price_year_check CHECK (((price_year >= 1900) AND (price_year <= 2200)))
  constraint financing_plan_rounding_check CHECK ((rounding = ANY (ARRAY['krona'::text, 'ore'::text])))
  constraint financing_plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'decided'::text])))
  constraint financing_plan_title_check CHECK ((title <> ''::text))
  CREATE INDEX financing_plan_by_organisation ON public.financing_plan USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table financing_share
  -- protected: by collaboration
  collaboration_id uuid not null
  financing_layer_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  share_numerator integer
  share_denominator integer
  amount bigint
  inhabitants integer
  inhabitants_source text
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  constraint financing_share_pkey PRIMARY KEY (collaboration_id, financing_layer_id, party_id)
  constraint financing_share_collaboration_id_financing_layer_id_fkey FOREIGN KEY (collaboration_id, financing_layer_id) REFERENCES financing_layer(collaboration_id, id)
  constraint financing_share_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint financing_share_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint financing_share_amount_check CHECK (((amount >= 0) AND (amount <= '100000000000000'::bigint)))
  constraint financing_share_check CHECK (((share_numerator IS NULL) = (share_denominator IS NULL)))
  constraint financing_share_check1 CHECK (((inhabitants IS NULL) = (inhabitants_source IS NULL)))
  constraint financing_share_check2 CHECK (((amount IS NULL) OR (share_numerator IS NULL)))
  constraint financing_share_inhabitants_check CHECK ((inhabitants >= 0))
  constraint financing_share_inhabitants_source_check CHECK ((inhabitants_source = ANY (ARRAY['kolada'::text, 'typed'::text])))
  constraint financing_share_share_denominator_check CHECK ((share_denominator > 0))
  constraint financing_share_share_numerator_check CHECK ((share_numerator >= 0))
  CREATE INDEX financing_share_by_organisation ON public.financing_share USING btree (organisation_id)
  CREATE INDEX financing_share_by_party ON public.financing_share USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table finding
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  text text not null
  source text not null
  link text not null default ''::text
  published_year smallint
  grade text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  withdrawn_because text not null default ''::text
  retention_rule text not null default 'keep'::text
  constraint finding_pkey PRIMARY KEY (collaboration_id, id)
  constraint finding_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint finding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint finding_check CHECK (((withdrawn_at IS NULL) = (withdrawn_because = ''::text)))
  constraint finding_grade_check CHECK ((grade = ANY (ARRAY['evidenceBased'::text, 'provenExperience'::text, 'untested'::text])))
  constraint finding_published_year_check CHECK (((published_year >= 1800) AND (published_year <= 2200)))
  constraint finding_source_check CHECK ((source <> ''::text))
  constraint finding_text_check CHECK ((text <> ''::text))
  CREATE INDEX finding_by_organisation ON public.finding USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table follow_up_round
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  kind text not null
  name text not null
  period_from smallint not null
  period_to smallint not null
  opened_at timestamp with time zone not null
  opened_by uuid not null
  deadline_on date not null
  deadline_at timestamp with time zone not null
  shared_at timestamp with time zone
  closed_at timestamp with time zone
  snapshot_hash text not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  interpretation_opened_at timestamp with time zone
  organisation_id uuid not null
  constraint follow_up_round_pkey PRIMARY KEY (collaboration_id, id)
  constraint follow_up_round_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint follow_up_round_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint follow_up_round_check CHECK ((period_to >= period_from))
  constraint follow_up_round_kind_check CHECK ((kind = ANY (ARRAY['light'::text, 'full'::text])))
  constraint follow_up_round_name_check CHECK ((name <> ''::text))
  constraint interpretation_in_full_rounds CHECK (((kind = 'full'::text) OR (interpretation_opened_at IS NULL)))
  CREATE INDEX follow_up_round_by_organisation ON public.follow_up_round USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.follow_up_round FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table form_use
  -- sealed: reached through take_form only
  form_id uuid not null
  person_id uuid
  location text not null
  used_at timestamp with time zone not null
  constraint form_use_pkey PRIMARY KEY (form_id)
  CREATE INDEX form_use_by_time ON public.form_use USING btree (used_at)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table group_place
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  group_id uuid not null
  title text not null
  role text not null default 'member'::text
  party_id uuid
  each text
  represents text not null default ''::text
  seat_id uuid
  count integer
  taken integer not null default 0
  level text
  competences text[] not null default '{}'::text[]
  phases text[] not null default '{}'::text[]
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  place integer not null default 1
  constraint group_place_pkey PRIMARY KEY (collaboration_id, id)
  constraint group_place_collaboration_id_group_id_fkey FOREIGN KEY (collaboration_id, group_id) REFERENCES joint_group(collaboration_id, id)
  constraint group_place_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint group_place_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint group_place_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint group_place_check CHECK ((((((party_id IS NOT NULL))::integer + ((each IS NOT NULL))::integer) + ((represents <> ''::text))::integer) <= 1))
  constraint group_place_check1 CHECK (((seat_id IS NULL) OR ((party_id IS NOT NULL) AND (count = 1) AND (taken = 0))))
  constraint group_place_count_check CHECK (((count >= 1) AND (count <= 100)))
  constraint group_place_each_check CHECK ((each = ANY (ARRAY['party'::text, 'municipality'::text, 'region'::text, 'agency'::text, 'concernedParty'::text])))
  constraint group_place_level_check CHECK ((level = ANY (ARRAY['political'::text, 'head'::text, 'manager'::text, 'officer'::text])))
  constraint group_place_phases_check CHECK ((phases <@ '{identify,establish,operate,handOver,close}'::text[]))
  constraint group_place_place_check CHECK ((place > 0))
  constraint group_place_role_check CHECK ((role = ANY (ARRAY['chair'::text, 'deputyChair'::text, 'secretary'::text, 'member'::text])))
  constraint group_place_taken_check CHECK ((taken >= 0))
  constraint group_place_title_check CHECK ((title <> ''::text))
  CREATE INDEX group_place_by_group ON public.group_place USING btree (collaboration_id, group_id)
  CREATE INDEX group_place_by_party ON public.group_place USING btree (collaboration_id, party_id)
  CREATE INDEX group_place_by_seat ON public.group_place USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table guest
  -- protected: by collaboration; admitted by admit_guest, ended by end_guest
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  guest_organisation_id uuid not null
  seat_id uuid not null
  role text not null default 'reader'::text
  name text not null
  ends_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  ended_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint guest_pkey PRIMARY KEY (collaboration_id, id)
  constraint guest_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint guest_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint guest_collaboration_id_seat_id_role_fkey FOREIGN KEY (collaboration_id, seat_id, role) REFERENCES collaboration_seat(collaboration_id, seat_id, role)
  constraint guest_guest_organisation_id_fkey FOREIGN KEY (guest_organisation_id) REFERENCES organisation(id)
  constraint guest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint guest_name_check CHECK ((name <> ''::text))
  constraint guest_role_check CHECK ((role = 'reader'::text))
  CREATE INDEX guest_by_guest_organisation ON public.guest USING btree (guest_organisation_id)
  CREATE INDEX guest_by_organisation ON public.guest USING btree (organisation_id)
  CREATE INDEX guest_by_party ON public.guest USING btree (collaboration_id, party_id)
  CREATE INDEX guest_by_seat ON public.guest USING btree (collaboration_id, seat_id, role)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant select to armkrok_app

table hand_over_note
  -- protected: by organisation; read and written by those who act for it
  organisation_id uuid not null
  seat_id uuid not null
  text text not null
  version integer not null default 1
  written_by uuid not null
  written_at timestamp with time zone not null
  retention_rule text not null default 'keep'::text
  constraint hand_over_note_pkey PRIMARY KEY (organisation_id, seat_id)
  constraint hand_over_note_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  policy change_own for update to armkrok_app
    using ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
    with check ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))
  grant insert, select, update to armkrok_app

table history
  -- protected: by collaboration, else organisation; written by append_history alone
  id uuid not null
  chain text not null
  seq bigint not null
  at timestamp with time zone not null
  collaboration_id uuid
  organisation_id uuid
  user_id uuid
  seat_id uuid
  verb text not null
  subject_type text not null
  subject_id uuid not null
  payload_hash bytea not null
  previous_hash bytea
  hash bytea not null
  form smallint not null
  constraint history_pkey PRIMARY KEY (id)
  constraint history_chain_seq_key UNIQUE (chain, seq)
  constraint history_form_check CHECK ((form = ANY (ARRAY[1, 2])))
  CREATE INDEX history_by_person ON public.history USING btree (user_id)
  CREATE INDEX history_by_subject ON public.history USING btree (subject_id, seq)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (
CASE
    WHEN (subject_type = 'eventGroup'::text) THEN (subject_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[]))
    WHEN (collaboration_id IS NOT NULL) THEN (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))
    ELSE (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))
END)
  grant select to armkrok_app

table history_payload
  -- protected: as history; a payload can be destroyed and the chain still verifies
  history_id uuid not null
  collaboration_id uuid
  organisation_id uuid
  salt bytea not null
  before jsonb
  after jsonb
  constraint history_payload_pkey PRIMARY KEY (history_id)
  constraint history_payload_history_id_fkey FOREIGN KEY (history_id) REFERENCES history(id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_cleared for select to armkrok_app
    using ((history_id <> ALL (( SELECT withheld_history() AS withheld_history)::uuid[])))
  policy read_own for select to armkrok_app
    using (
CASE
    WHEN (collaboration_id IS NOT NULL) THEN (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))
    WHEN (organisation_id IS NOT NULL) THEN (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))
    ELSE (EXISTS ( SELECT
       FROM history h
      WHERE ((h.id = history_payload.history_id) AND (h.subject_type = 'eventGroup'::text) AND (h.subject_id = ANY (( SELECT my_event_groups() AS my_event_groups)::uuid[])))))
END)
  grant select to armkrok_app

table identity_provider
  -- sealed: reached through functions; an organisation's own way of signing in
  organisation_id uuid not null
  issuer text not null
  client_id text not null
  contact text not null
  authentication text not null
  sealed_secret text
  is_request_signed boolean not null default false
  name_claim text not null default 'name'::text
  email_claim text not null default 'email'::text
  accepted_acrs jsonb not null default '[]'::jsonb
  is_acr_required boolean not null default false
  is_offered boolean not null default false
  version integer not null default 1
  tested_version integer
  tested_at timestamp with time zone
  failure text
  failed_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint identity_provider_pkey PRIMARY KEY (organisation_id)
  constraint identity_provider_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint identity_provider_accepted_acrs_check CHECK ((jsonb_typeof(accepted_acrs) = 'array'::text))
  constraint identity_provider_authentication_check CHECK ((authentication = ANY (ARRAY['privateKey'::text, 'secret'::text])))
  constraint identity_provider_check CHECK (((authentication <> 'secret'::text) OR (sealed_secret IS NOT NULL)))
  constraint identity_provider_check1 CHECK (((NOT is_offered) OR (tested_version = version)))
  constraint identity_provider_client_id_check CHECK ((client_id <> ''::text))
  constraint identity_provider_contact_check CHECK ((contact ~~ '%@%'::text))
  constraint identity_provider_issuer_check CHECK ((issuer ~ '^https?://'::text))
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table implementation
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  goal_id uuid not null
  party_id uuid
  text text not null
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  organisation_id uuid
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint implementation_pkey PRIMARY KEY (collaboration_id, id)
  constraint implementation_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint implementation_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint implementation_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint implementation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint implementation_check CHECK (((party_id IS NOT NULL) OR (source_note <> ''::text)))
  constraint implementation_text_check CHECK ((text <> ''::text))
  CREATE INDEX implementation_by_goal ON public.implementation USING btree (collaboration_id, goal_id)
  CREATE INDEX implementation_by_organisation ON public.implementation USING btree (organisation_id)
  CREATE INDEX implementation_by_party ON public.implementation USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table indicator
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  goal_id uuid not null
  series_id integer
  own_series_id uuid
  name text not null
  unit text not null
  area_code text
  sex "char" not null default 'T'::"char"
  direction text not null
  baseline_period smallint
  baseline double precision
  target_period smallint
  target double precision
  comparison_areas text[] not null default '{}'::text[]
  is_stand_in boolean not null default false
  stand_in_note text not null default ''::text
  short_note text not null default ''::text
  quality text not null default ''::text
  place integer not null default 0
  version integer not null default 1
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  own_place text not null default ''::text
  is_our_choice boolean not null default false
  organisation_id uuid not null
  constraint indicator_pkey PRIMARY KEY (collaboration_id, id)
  constraint indicator_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint indicator_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint indicator_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint indicator_collaboration_id_own_series_id_fkey FOREIGN KEY (collaboration_id, own_series_id) REFERENCES own_series(collaboration_id, id)
  constraint indicator_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint indicator_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint indicator_check CHECK (((series_id IS NULL) <> (own_series_id IS NULL)))
  constraint indicator_check1 CHECK (((NOT is_stand_in) OR (stand_in_note <> ''::text)))
  constraint indicator_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text])))
  constraint indicator_name_check CHECK ((name <> ''::text))
  constraint indicator_own_place_of_own_series CHECK (((own_place = ''::text) OR (own_series_id IS NOT NULL)))
  constraint indicator_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  CREATE INDEX indicator_by_area ON public.indicator USING btree (area_code)
  CREATE INDEX indicator_by_goal ON public.indicator USING btree (collaboration_id, goal_id)
  CREATE INDEX indicator_by_organisation ON public.indicator USING btree (organisation_id)
  CREATE INDEX indicator_by_own_series ON public.indicator USING btree (collaboration_id, own_series_id)
  CREATE INDEX indicator_by_series ON public.indicator USING btree (series_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.indicator FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table information_kind
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  place integer not null
  name text not null
  state text not null
  is_secret boolean
  secrecy_section text not null default ''::text
  disclosure_basis text not null default ''::text
  disclosure_note text not null default ''::text
  has_personal_data boolean
  personal_data_basis text
  is_sensitive boolean
  sensitive_data_basis text
  personal_data_note text not null default ''::text
  conditions text not null default ''::text
  assessed_by text not null default ''::text
  assessed_on date
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint information_kind_pkey PRIMARY KEY (collaboration_id, id)
  constraint information_kind_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint information_kind_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint information_kind_check CHECK (((is_secret IS TRUE) = (secrecy_section <> ''::text)))
  constraint information_kind_check1 CHECK (((assessed_by = ''::text) = (assessed_on IS NULL)))
  constraint information_kind_check2 CHECK (((personal_data_basis IS NULL) OR has_personal_data))
  constraint information_kind_check3 CHECK (((sensitive_data_basis IS NULL) OR is_sensitive))
  constraint information_kind_name_check CHECK ((name <> ''::text))
  constraint information_kind_personal_data_basis_check CHECK ((personal_data_basis = ANY (ARRAY['publicTask'::text, 'legalObligation'::text, 'contract'::text, 'vitalInterest'::text, 'consent'::text, 'legitimateInterest'::text])))
  constraint information_kind_place_check CHECK ((place > 0))
  constraint information_kind_sensitive_data_basis_check CHECK ((sensitive_data_basis = ANY (ARRAY['explicitConsent'::text, 'socialProtection'::text, 'vitalInterests'::text, 'substantialPublicInterest'::text, 'healthAndSocialCare'::text, 'publicHealth'::text, 'archivingResearchStatistics'::text])))
  constraint information_kind_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'isShared'::text, 'notShared'::text])))
  CREATE INDEX information_kind_by_organisation ON public.information_kind USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table information_party
  -- protected: by collaboration
  collaboration_id uuid not null
  information_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  direction text not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  constraint information_party_pkey PRIMARY KEY (collaboration_id, information_id, party_id)
  constraint information_party_collaboration_id_information_id_fkey FOREIGN KEY (collaboration_id, information_id) REFERENCES information_kind(collaboration_id, id)
  constraint information_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint information_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint information_party_direction_check CHECK ((direction = ANY (ARRAY['gives'::text, 'receives'::text, 'both'::text])))
  CREATE INDEX information_party_by_organisation ON public.information_party USING btree (organisation_id)
  CREATE INDEX information_party_by_party ON public.information_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table internal_entry
  -- protected: by collaboration, for those who speak for the organisation there
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  kind text not null
  title text not null
  text text not null default ''::text
  unit_id uuid
  stance text
  contact text not null default ''::text
  goal_id uuid
  deviation_id uuid
  created_at timestamp with time zone not null
  written_at timestamp with time zone not null
  written_by uuid not null
  drawn_up_at timestamp with time zone
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint internal_entry_pkey PRIMARY KEY (collaboration_id, id)
  constraint internal_entry_collaboration_id_deviation_id_fkey FOREIGN KEY (collaboration_id, deviation_id) REFERENCES deviation(collaboration_id, id)
  constraint internal_entry_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint internal_entry_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint internal_entry_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint internal_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES organisation(id)
  constraint internal_entry_check CHECK (((text <> ''::text) OR (kind = 'ownHouse'::text)))
  constraint internal_entry_check1 CHECK (((kind = 'ownHouse'::text) = (stance IS NOT NULL)))
  constraint internal_entry_check2 CHECK (((kind = 'ownHouse'::text) OR ((unit_id IS NULL) AND (contact = ''::text))))
  constraint internal_entry_check3 CHECK ((num_nonnulls(goal_id, deviation_id) < 2))
  constraint internal_entry_kind_check CHECK ((kind = ANY (ARRAY['draft'::text, 'ownHouse'::text, 'mandate'::text, 'tradeOff'::text])))
  constraint internal_entry_stance_check CHECK ((stance = ANY (ARRAY['concerned'::text, 'informed'::text, 'onBoard'::text])))
  constraint internal_entry_title_check CHECK ((title <> ''::text))
  CREATE INDEX internal_entry_by_deviation ON public.internal_entry USING btree (collaboration_id, deviation_id)
  CREATE INDEX internal_entry_by_goal ON public.internal_entry USING btree (collaboration_id, goal_id)
  CREATE INDEX internal_entry_by_organisation ON public.internal_entry USING btree (organisation_id)
  CREATE INDEX internal_entry_by_unit ON public.internal_entry USING btree (unit_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  grant insert, select, update to armkrok_app

table internal_entry_version
  -- protected: by collaboration, for those who speak for the organisation there; never changed
  collaboration_id uuid not null
  entry_id uuid not null
  version integer not null
  organisation_id uuid not null
  title text not null
  text text not null
  stance text
  contact text not null
  written_at timestamp with time zone not null
  written_by uuid not null
  constraint internal_entry_version_pkey PRIMARY KEY (collaboration_id, entry_id, version)
  constraint internal_entry_version_collaboration_id_entry_id_fkey FOREIGN KEY (collaboration_id, entry_id) REFERENCES internal_entry(collaboration_id, id)
  constraint internal_entry_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX internal_entry_version_by_organisation ON public.internal_entry_version USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  grant insert, select to armkrok_app

table interpretation_party
  -- protected: by collaboration; never changed
  collaboration_id uuid not null
  interpretation_id uuid not null
  number integer not null
  party_id uuid not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  constraint interpretation_party_pkey PRIMARY KEY (collaboration_id, interpretation_id, number, party_id)
  constraint interpretation_party_collaboration_id_interpretation_id_nu_fkey FOREIGN KEY (collaboration_id, interpretation_id, number) REFERENCES interpretation_version(collaboration_id, interpretation_id, number)
  constraint interpretation_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint interpretation_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX interpretation_party_by_organisation ON public.interpretation_party USING btree (organisation_id)
  CREATE INDEX interpretation_party_by_party ON public.interpretation_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table interpretation_version
  -- protected: by collaboration; never changed
  collaboration_id uuid not null
  interpretation_id uuid not null
  number integer not null
  organisation_id uuid not null
  question text not null
  interpretation text not null
  legal_reference text not null
  source text not null default ''::text
  agreed_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint interpretation_version_pkey PRIMARY KEY (collaboration_id, interpretation_id, number)
  constraint interpretation_version_collaboration_id_interpretation_id_fkey FOREIGN KEY (collaboration_id, interpretation_id) REFERENCES shared_interpretation(collaboration_id, id)
  constraint interpretation_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint interpretation_version_interpretation_check CHECK ((interpretation <> ''::text))
  constraint interpretation_version_legal_reference_check CHECK ((legal_reference <> ''::text))
  constraint interpretation_version_number_check CHECK ((number > 0))
  constraint interpretation_version_question_check CHECK ((question <> ''::text))
  CREATE INDEX interpretation_version_by_organisation ON public.interpretation_version USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table invitation
  -- protected: by organisation
  organisation_id uuid not null
  id uuid not null
  seat_id uuid not null
  kind text not null
  email text not null
  name text not null
  token_hash bytea not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  begins_on date
  constraint invitation_pkey PRIMARY KEY (organisation_id, id)
  constraint invitation_organisation_id_token_hash_key UNIQUE (organisation_id, token_hash)
  constraint invitation_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint invitation_email_check CHECK ((email = lower(email)))
  constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['holder'::text, 'deputy'::text])))
  CREATE INDEX invitation_by_seat ON public.invitation USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
    with check ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ANY (( SELECT readable_organisations() AS readable_organisations)::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  grant insert, select, update to armkrok_app

table joint_goal
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  under_id uuid
  kind text not null
  text text not null
  target_year smallint
  adopted_on date
  source_title text not null default ''::text
  source_page text not null default ''::text
  source_relation text
  without_indicator_note text not null default ''::text
  place integer not null default 0
  version integer not null default 1
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  constraint joint_goal_pkey PRIMARY KEY (collaboration_id, id)
  constraint joint_goal_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint joint_goal_collaboration_id_under_id_fkey FOREIGN KEY (collaboration_id, under_id) REFERENCES joint_goal(collaboration_id, id)
  constraint joint_goal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint joint_goal_check CHECK (((kind <> 'vision'::text) OR (target_year IS NULL)))
  constraint joint_goal_kind_check CHECK ((kind = ANY (ARRAY['vision'::text, 'step'::text, 'subGoal'::text])))
  constraint joint_goal_source_relation_check CHECK ((source_relation = ANY (ARRAY['takenFrom'::text, 'buildsOn'::text])))
  constraint joint_goal_text_check CHECK ((text <> ''::text))
  CREATE INDEX joint_goal_by_organisation ON public.joint_goal USING btree (organisation_id)
  CREATE INDEX joint_goal_by_under ON public.joint_goal USING btree (collaboration_id, under_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.joint_goal FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table joint_group
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  name text not null
  kind text
  nature text
  mandate text not null default ''::text
  mandate_basis text not null default ''::text
  rhythm text
  times_a_year integer
  is_times_at_least boolean not null default false
  has_minutes boolean
  may_decide boolean
  is_cross_professional boolean
  levels text[] not null default '{}'::text[]
  secretariat_party_id uuid
  competences_needed text[] not null default '{}'::text[]
  under_group_id uuid
  is_borrowed boolean not null default false
  borrowed_from text not null default ''::text
  phases text[] not null default '{}'::text[]
  place integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  several text
  is_assigned boolean not null default false
  constraint joint_group_pkey PRIMARY KEY (collaboration_id, id)
  constraint joint_group_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint joint_group_collaboration_id_secretariat_party_id_fkey FOREIGN KEY (collaboration_id, secretariat_party_id) REFERENCES party(collaboration_id, id)
  constraint joint_group_collaboration_id_under_group_id_fkey FOREIGN KEY (collaboration_id, under_group_id) REFERENCES joint_group(collaboration_id, id)
  constraint joint_group_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint joint_group_assigned_by_somebody CHECK (((NOT is_assigned) OR (under_group_id IS NOT NULL)))
  constraint joint_group_check CHECK (((borrowed_from = ''::text) OR is_borrowed))
  constraint joint_group_check1 CHECK (((NOT (rhythm IS DISTINCT FROM 'timesAYear'::text)) = (times_a_year IS NOT NULL)))
  constraint joint_group_check2 CHECK ((under_group_id <> id))
  constraint joint_group_kind_check CHECK ((kind = ANY (ARRAY['steeringGroup'::text, 'politicalSteeringGroup'::text, 'preparationGroup'::text, 'coordinationBody'::text, 'managementGroup'::text, 'managersGroup'::text, 'projectGroup'::text, 'workingGroup'::text, 'referenceGroup'::text, 'politicalForum'::text, 'forum'::text, 'network'::text, 'arena'::text, 'office'::text, 'eventGroup'::text])))
  constraint joint_group_levels_check CHECK ((levels <@ '{political,head,manager,officer}'::text[]))
  constraint joint_group_name_check CHECK ((name <> ''::text))
  constraint joint_group_nature_check CHECK ((nature = ANY (ARRAY['forum'::text, 'withinOwnMandate'::text, 'contractual'::text, 'jointCommittee'::text, 'municipalFederation'::text, 'coordinationFederation'::text, 'company'::text])))
  constraint joint_group_phases_check CHECK ((phases <@ '{identify,establish,operate,handOver,close}'::text[]))
  constraint joint_group_place_check CHECK ((place > 0))
  constraint joint_group_rhythm_check CHECK ((rhythm = ANY (ARRAY['monthly'::text, 'yearly'::text, 'timesAYear'::text, 'whenNeeded'::text])))
  constraint joint_group_several_check CHECK ((several = ANY (ARRAY['some'::text, 'party'::text, 'municipality'::text, 'region'::text, 'agency'::text])))
  constraint joint_group_times_a_year_check CHECK (((times_a_year >= 1) AND (times_a_year <= 366)))
  CREATE INDEX joint_group_above ON public.joint_group USING btree (collaboration_id, under_group_id)
  CREATE INDEX joint_group_by_organisation ON public.joint_group USING btree (organisation_id)
  CREATE INDEX joint_group_by_secretariat ON public.joint_group USING btree (collaboration_id, secretariat_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table joint_reading
  -- protected: by collaboration; what the parties agree, do not agree and do not know
  collaboration_id uuid not null
  deviation_id uuid not null
  agreed text not null default ''::text
  not_agreed text not null default ''::text
  not_known text not null default ''::text
  causes text not null default ''::text
  measures text not null default ''::text
  written_at timestamp with time zone not null
  written_by uuid not null
  version integer not null default 1
  organisation_id uuid not null
  constraint joint_reading_pkey PRIMARY KEY (collaboration_id, deviation_id)
  constraint joint_reading_collaboration_id_deviation_id_fkey FOREIGN KEY (collaboration_id, deviation_id) REFERENCES deviation(collaboration_id, id)
  constraint joint_reading_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX joint_reading_by_organisation ON public.joint_reading USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.joint_reading FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table joint_result
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  name text not null
  kind text
  owner_party_id uuid
  owner_name text not null default ''::text
  money text not null default ''::text
  review_on date
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint joint_result_pkey PRIMARY KEY (collaboration_id, id)
  constraint joint_result_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint joint_result_collaboration_id_owner_party_id_fkey FOREIGN KEY (collaboration_id, owner_party_id) REFERENCES party(collaboration_id, id)
  constraint joint_result_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint joint_result_check CHECK (((owner_party_id IS NULL) OR (owner_name = ''::text)))
  constraint joint_result_kind_check CHECK ((kind = ANY (ARRAY['method'::text, 'platform'::text, 'strategy'::text, 'plan'::text])))
  constraint joint_result_name_check CHECK ((name <> ''::text))
  CREATE INDEX joint_result_by_organisation ON public.joint_result USING btree (organisation_id)
  CREATE INDEX joint_result_by_owner ON public.joint_result USING btree (collaboration_id, owner_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table library_load
  -- reference: which contents of the bundled library have been loaded
  hash text not null
  loaded_at timestamp with time zone not null
  constraint library_load_pkey PRIMARY KEY (hash)
  no row level security
  grant select to armkrok_app

table limit_period
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  indicator_id uuid not null
  from_period smallint not null
  reason text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  created_by_name text not null
  organisation_id uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint limit_period_pkey PRIMARY KEY (collaboration_id, id)
  constraint limit_period_collaboration_id_indicator_id_from_period_key UNIQUE (collaboration_id, indicator_id, from_period)
  constraint limit_period_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint limit_period_collaboration_id_indicator_id_fkey FOREIGN KEY (collaboration_id, indicator_id) REFERENCES indicator(collaboration_id, id)
  constraint limit_period_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint limit_period_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX limit_period_by_organisation ON public.limit_period USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table mail
  -- sealed: written by queue_mail, read by the sender
  id uuid not null
  organisation_id uuid
  to_address text not null
  subject text not null
  body_text text not null
  body_html text not null
  created_at timestamp with time zone not null
  sent_at timestamp with time zone
  failed_at timestamp with time zone
  failure text
  attempts integer not null default 0
  claimed_at timestamp with time zone
  runs_out_at timestamp with time zone not null
  collaboration_id uuid
  person_id uuid
  neutral_subject text
  neutral_text text
  neutral_html text
  dismissed_at timestamp with time zone
  list_unsubscribe text
  constraint mail_pkey PRIMARY KEY (id)
  constraint mail_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint mail_neutral_check CHECK ((((collaboration_id IS NULL) = (neutral_subject IS NULL)) AND ((collaboration_id IS NULL) = (neutral_text IS NULL)) AND ((collaboration_id IS NULL) = (neutral_html IS NULL))))
  CREATE INDEX mail_by_collaboration ON public.mail USING btree (collaboration_id)
  CREATE INDEX mail_by_person ON public.mail USING btree (person_id)
  CREATE INDEX mail_waiting ON public.mail USING btree (created_at) WHERE (sent_at IS NULL)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table mandate_answer
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  matter_id uuid not null
  party_id uuid not null
  need text not null
  note text not null default ''::text
  instance text not null default ''::text
  expected_on date
  alternatives text not null default ''::text
  no_alternatives_because text not null default ''::text
  interpretation_id uuid
  interpretation_number integer
  answered_at timestamp with time zone not null
  answered_by uuid
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint mandate_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint mandate_answer_collaboration_id_matter_id_party_id_key UNIQUE (collaboration_id, matter_id, party_id)
  constraint mandate_answer_collaboration_id_interpretation_id_interpre_fkey FOREIGN KEY (collaboration_id, interpretation_id, interpretation_number) REFERENCES interpretation_version(collaboration_id, interpretation_id, number)
  constraint mandate_answer_collaboration_id_matter_id_fkey FOREIGN KEY (collaboration_id, matter_id) REFERENCES planned_matter(collaboration_id, id)
  constraint mandate_answer_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint mandate_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint mandate_answer_check CHECK (((need <> 'ownDecision'::text) OR (instance <> ''::text)))
  constraint mandate_answer_check1 CHECK (((need <> ALL (ARRAY['governmentAssignment'::text, 'statuteChange'::text])) OR (alternatives <> ''::text) OR (no_alternatives_because <> ''::text)))
  constraint mandate_answer_check2 CHECK (((interpretation_id IS NULL) = (interpretation_number IS NULL)))
  constraint mandate_answer_need_check CHECK ((need = ANY (ARRAY['withinMandate'::text, 'ownDecision'::text, 'sharedInterpretation'::text, 'governmentAssignment'::text, 'statuteChange'::text])))
  CREATE INDEX mandate_answer_by_interpretation ON public.mandate_answer USING btree (collaboration_id, interpretation_id, interpretation_number)
  CREATE INDEX mandate_answer_by_organisation ON public.mandate_answer USING btree (organisation_id)
  CREATE INDEX mandate_answer_by_party ON public.mandate_answer USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table mandate_card
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  scope text not null default ''::text
  limits text not null default ''::text
  government_assignment text
  government_assignment_why text not null default ''::text
  representative_mandate text not null default ''::text
  conflict_of_interest text not null default ''::text
  procurement text not null default ''::text
  state_aid text not null default ''::text
  insight text not null default ''::text
  own_words text not null default ''::text
  entered_by_organisation_id uuid
  written_at timestamp with time zone not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint mandate_card_pkey PRIMARY KEY (collaboration_id, id)
  constraint mandate_card_collaboration_id_party_id_key UNIQUE (collaboration_id, party_id)
  constraint mandate_card_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint mandate_card_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint mandate_card_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint mandate_card_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint mandate_card_check CHECK (((government_assignment IS NULL) OR (government_assignment_why <> ''::text)))
  constraint mandate_card_government_assignment_check CHECK ((government_assignment = ANY (ARRAY['yes'::text, 'no'::text, 'asked'::text])))
  CREATE INDEX mandate_card_by_entering ON public.mandate_card USING btree (entered_by_organisation_id)
  CREATE INDEX mandate_card_by_organisation ON public.mandate_card USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table mandate_change
  -- protected: by organisation
  organisation_id uuid not null
  id uuid not null
  began_on date not null
  created_by uuid not null
  created_at timestamp with time zone not null
  constraint mandate_change_pkey PRIMARY KEY (organisation_id, id)
  constraint mandate_change_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
    with check ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ANY (( SELECT readable_organisations() AS readable_organisations)::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
  grant insert, select to armkrok_app

table mandate_ground
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  card_id uuid not null
  place integer not null
  kind text not null
  reference text not null
  text text not null default ''::text
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint mandate_ground_pkey PRIMARY KEY (collaboration_id, id)
  constraint mandate_ground_collaboration_id_card_id_fkey FOREIGN KEY (collaboration_id, card_id) REFERENCES mandate_card(collaboration_id, id)
  constraint mandate_ground_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint mandate_ground_kind_check CHECK ((kind = ANY (ARRAY['statute'::text, 'instruction'::text, 'appropriationDirection'::text, 'standingOrders'::text, 'delegation'::text, 'statutesOfAssociation'::text, 'otherGround'::text])))
  constraint mandate_ground_place_check CHECK ((place > 0))
  constraint mandate_ground_reference_check CHECK ((reference <> ''::text))
  CREATE INDEX mandate_ground_by_card ON public.mandate_ground USING btree (collaboration_id, card_id)
  CREATE INDEX mandate_ground_by_organisation ON public.mandate_ground USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table markable
  -- reference: the kinds of things that can be marked, and where they lie
  subject_type text not null
  table_name text
  inherits_by text not null default ''::text
  constraint markable_pkey PRIMARY KEY (subject_type)
  no row level security
  grant select to armkrok_app

table marked_thing
  -- sealed: what every marking in force covers, with what inherits it; written by triggers
  collaboration_id uuid not null
  marking_id uuid not null
  subject_id uuid not null
  cleared_for uuid[] not null
  constraint marked_thing_pkey PRIMARY KEY (collaboration_id, marking_id, subject_id)
  constraint marked_thing_collaboration_id_marking_id_fkey FOREIGN KEY (collaboration_id, marking_id) REFERENCES secrecy_marking(collaboration_id, id)
  CREATE INDEX marked_thing_by_subject ON public.marked_thing USING btree (subject_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table migration
  -- sealed: the schema's own record
  name text not null
  hash text not null
  applied_at timestamp with time zone not null
  constraint migration_pkey PRIMARY KEY (name)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table observation
  -- protected: by collaboration; something seen or heard, with its source
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  organisation_id uuid not null
  kind text not null
  text text not null
  source text not null
  seen_on date not null
  written_at timestamp with time zone not null
  written_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  cleared_for uuid[]
  constraint observation_pkey PRIMARY KEY (collaboration_id, id)
  constraint observation_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES follow_up_round(collaboration_id, id)
  constraint observation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint observation_kind_check CHECK ((kind = ANY (ARRAY['focusGroup'::text, 'interview'::text, 'visit'::text, 'fieldVisit'::text, 'worldScan'::text])))
  constraint observation_source_check CHECK ((source <> ''::text))
  constraint observation_text_check CHECK ((text <> ''::text))
  CREATE INDEX observation_by_organisation ON public.observation USING btree (organisation_id)
  CREATE INDEX observation_by_round ON public.observation USING btree (collaboration_id, round_id)
  trigger CREATE TRIGGER stay_marked BEFORE INSERT OR UPDATE ON public.observation FOR EACH ROW EXECUTE FUNCTION stay_marked('')
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_cleared for select to armkrok_app
    using (((cleared_for IS NULL) OR ((( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (cleared_for)))))
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  grant insert, select, update to armkrok_app

table observation_goal
  -- protected: by collaboration; the goals that an observation says something of
  collaboration_id uuid not null
  observation_id uuid not null
  goal_id uuid not null
  constraint observation_goal_pkey PRIMARY KEY (collaboration_id, observation_id, goal_id)
  constraint observation_goal_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint observation_goal_collaboration_id_observation_id_fkey FOREIGN KEY (collaboration_id, observation_id) REFERENCES observation(collaboration_id, id)
  CREATE INDEX observation_goal_by_goal ON public.observation_goal USING btree (collaboration_id, goal_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant delete, insert, select to armkrok_app

table organisation
  -- reference: legal bodies and their published units, chosen from a list by every user; holds nothing confidential
  id uuid not null
  parent_id uuid
  kind text
  name text not null
  organisation_number text
  area_code text
  is_fictional boolean not null default false
  verified_at timestamp with time zone
  verified_by uuid
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  is_guest boolean not null default false
  founded_year smallint
  constraint organisation_pkey PRIMARY KEY (id)
  constraint organisation_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint organisation_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisation(id)
  constraint organisation_founded_year_check CHECK (((founded_year >= 1000) AND (founded_year <= 2200)))
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['municipality'::text, 'region'::text, 'agency'::text, 'university'::text, 'company'::text, 'association'::text, 'jointAuthority'::text, 'board'::text, 'department'::text, 'unit'::text])))
  constraint organisation_name_check CHECK ((name <> ''::text))
  constraint organisation_organisation_number_check CHECK ((organisation_number ~ '^[0-9]{6}-[0-9]{4}$'::text))
  CREATE INDEX organisation_by_area ON public.organisation USING btree (area_code)
  CREATE INDEX organisation_by_parent ON public.organisation USING btree (parent_id)
  CREATE UNIQUE INDEX organisation_number_once ON public.organisation USING btree (organisation_number) WHERE ((parent_id IS NULL) AND (withdrawn_at IS NULL))
  no row level security
  grant insert, select, update to armkrok_app

table organisation_sign_in
  -- sealed: reached through functions; how one must sign in to act for it
  organisation_id uuid not null
  demands text not null
  created_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  constraint organisation_sign_in_pkey PRIMARY KEY (organisation_id)
  constraint organisation_sign_in_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint organisation_sign_in_demands_check CHECK ((demands = ANY (ARRAY['nothing'::text, 'secondFactor'::text, 'ownProvider'::text])))
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table outcome
  -- protected: by collaboration; never changed once it is closed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  group_id uuid not null
  decision_rule_id uuid
  year integer not null
  number integer not null
  matter text not null
  grounds text not null default ''::text
  effect text not null default 'standpoint'::text
  basis text not null default ''::text
  result text
  wording text not null default ''::text
  decided_on date
  look_again_on date
  closed_at timestamp with time zone
  closed_by uuid
  opened_at timestamp with time zone not null
  opened_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  rule_version integer
  rule_subject text
  rule_way text
  rule_if_not_agreed text
  rule_agreed_by uuid[]
  constraint outcome_pkey PRIMARY KEY (collaboration_id, id)
  constraint outcome_collaboration_id_group_id_year_number_key UNIQUE (collaboration_id, group_id, year, number)
  constraint outcome_collaboration_id_decision_rule_id_fkey FOREIGN KEY (collaboration_id, decision_rule_id) REFERENCES decision_rule(collaboration_id, id)
  constraint outcome_collaboration_id_group_id_year_fkey FOREIGN KEY (collaboration_id, group_id, year) REFERENCES outcome_series(collaboration_id, group_id, year)
  constraint outcome_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint outcome_check CHECK ((((closed_at IS NULL) = (result IS NULL)) AND ((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (decided_on IS NULL)) AND ((closed_at IS NULL) = (wording = ''::text))))
  constraint outcome_check1 CHECK (((closed_at IS NULL) OR (effect = ANY (ARRAY['standpoint'::text, 'recommendation'::text])) OR (basis <> ''::text)))
  constraint outcome_check2 CHECK (((closed_at IS NULL) OR (withdrawn_at IS NULL)))
  constraint outcome_closed_by_rule CHECK ((((rule_version IS NULL) = (rule_subject IS NULL)) AND ((rule_version IS NULL) = (rule_way IS NULL)) AND ((rule_version IS NULL) = (rule_if_not_agreed IS NULL)) AND ((rule_version IS NULL) = (rule_agreed_by IS NULL)) AND ((rule_version IS NULL) OR ((closed_at IS NOT NULL) AND (decision_rule_id IS NOT NULL)))))
  constraint outcome_effect_check CHECK ((effect = ANY (ARRAY['standpoint'::text, 'recommendation'::text, 'decisionWithinMandate'::text, 'decisionOfLegalBody'::text])))
  constraint outcome_matter_check CHECK ((matter <> ''::text))
  constraint outcome_number_check CHECK ((number > 0))
  constraint outcome_result_check CHECK ((result = ANY (ARRAY['agreed'::text, 'notAgreed'::text])))
  constraint outcome_rule_way_check CHECK ((rule_way = ANY (ARRAY['consensus'::text, 'consent'::text, 'majority'::text, 'chair'::text, 'legalOrder'::text, 'eachParty'::text])))
  CREATE INDEX outcome_by_organisation ON public.outcome USING btree (organisation_id)
  CREATE INDEX outcome_by_rule ON public.outcome USING btree (collaboration_id, decision_rule_id)
  trigger CREATE TRIGGER keep_outcome BEFORE DELETE OR UPDATE ON public.outcome FOR EACH ROW EXECUTE FUNCTION keep_outcome()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table outcome_position
  -- protected: by collaboration; given by the party alone, never for it
  collaboration_id uuid not null
  outcome_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  "position" text not null
  reservation text not null default ''::text
  answered_at timestamp with time zone not null
  answered_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint outcome_position_pkey PRIMARY KEY (collaboration_id, outcome_id, party_id)
  constraint outcome_position_collaboration_id_outcome_id_fkey FOREIGN KEY (collaboration_id, outcome_id) REFERENCES outcome(collaboration_id, id)
  constraint outcome_position_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint outcome_position_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint outcome_position_position_check CHECK (("position" = ANY (ARRAY['supports'::text, 'abstains'::text, 'doesNotSupport'::text])))
  CREATE INDEX outcome_position_by_organisation ON public.outcome_position USING btree (organisation_id)
  CREATE INDEX outcome_position_by_party ON public.outcome_position USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_within_outcome BEFORE INSERT OR DELETE OR UPDATE ON public.outcome_position FOR EACH ROW EXECUTE FUNCTION keep_within_outcome()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) AND (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table outcome_series
  -- protected: by collaboration
  collaboration_id uuid not null
  group_id uuid not null
  year integer not null
  organisation_id uuid not null
  last_number integer not null
  created_at timestamp with time zone not null
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  constraint outcome_series_pkey PRIMARY KEY (collaboration_id, group_id, year)
  constraint outcome_series_collaboration_id_group_id_fkey FOREIGN KEY (collaboration_id, group_id) REFERENCES joint_group(collaboration_id, id)
  constraint outcome_series_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint outcome_series_last_number_check CHECK ((last_number > 0))
  constraint outcome_series_year_check CHECK (((year >= 1800) AND (year <= 2200)))
  CREATE INDEX outcome_series_by_organisation ON public.outcome_series USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table own_decision
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  outcome_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  instance text not null default ''::text
  planned_on date
  decision text
  decided_on date
  paragraph text not null default ''::text
  registration_number text not null default ''::text
  carried_out text
  carried_out_note text not null default ''::text
  carried_out_on date
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint own_decision_pkey PRIMARY KEY (collaboration_id, id)
  constraint own_decision_collaboration_id_outcome_id_party_id_key UNIQUE (collaboration_id, outcome_id, party_id)
  constraint own_decision_collaboration_id_outcome_id_fkey FOREIGN KEY (collaboration_id, outcome_id) REFERENCES outcome(collaboration_id, id)
  constraint own_decision_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint own_decision_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint own_decision_carried_out_check CHECK ((carried_out = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])))
  constraint own_decision_check CHECK (((decision IS NULL) = (decided_on IS NULL)))
  constraint own_decision_check1 CHECK (((decision IS NULL) OR (instance <> ''::text)))
  constraint own_decision_check2 CHECK (((carried_out IS NULL) = (carried_out_on IS NULL)))
  constraint own_decision_check3 CHECK (((carried_out IS NULL) OR (carried_out = 'yes'::text) OR (carried_out_note <> ''::text)))
  constraint own_decision_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'partlyApproved'::text, 'rejected'::text])))
  CREATE INDEX own_decision_by_organisation ON public.own_decision USING btree (organisation_id)
  CREATE INDEX own_decision_by_party ON public.own_decision USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table own_explanation
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  goal_id uuid not null
  party_id uuid not null
  text text not null
  source_note text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  cleared_for uuid[]
  constraint own_explanation_pkey PRIMARY KEY (collaboration_id, id)
  constraint own_explanation_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint own_explanation_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint own_explanation_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint own_explanation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint own_explanation_source_note_check CHECK ((source_note <> ''::text))
  constraint own_explanation_text_check CHECK ((text <> ''::text))
  CREATE INDEX own_explanation_by_goal ON public.own_explanation USING btree (collaboration_id, goal_id)
  CREATE INDEX own_explanation_by_organisation ON public.own_explanation USING btree (organisation_id)
  CREATE INDEX own_explanation_by_party ON public.own_explanation USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.own_explanation FOR EACH ROW EXECUTE FUNCTION sign_record()
  trigger CREATE TRIGGER stay_marked BEFORE INSERT OR UPDATE ON public.own_explanation FOR EACH ROW EXECUTE FUNCTION stay_marked('')
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_cleared for select to armkrok_app
    using (((cleared_for IS NULL) OR ((( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (cleared_for)))))
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table own_series
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  party_id uuid
  title text not null
  unit text not null
  source_note text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  version integer not null default 1
  organisation_id uuid not null
  constraint own_series_pkey PRIMARY KEY (collaboration_id, id)
  constraint own_series_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint own_series_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint own_series_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint own_series_source_note_check CHECK ((source_note <> ''::text))
  constraint own_series_title_check CHECK ((title <> ''::text))
  CREATE INDEX own_series_by_organisation ON public.own_series USING btree (organisation_id)
  CREATE INDEX own_series_by_party ON public.own_series USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.own_series FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table own_series_import
  -- protected: by collaboration; added to and never changed
  collaboration_id uuid not null
  id uuid not null
  own_series_id uuid not null
  number integer not null
  file_name text
  file_hash text
  value_count integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  organisation_id uuid not null
  constraint own_series_import_pkey PRIMARY KEY (collaboration_id, id)
  constraint own_series_import_collaboration_id_own_series_id_id_key UNIQUE (collaboration_id, own_series_id, id)
  constraint own_series_import_collaboration_id_own_series_id_number_key UNIQUE (collaboration_id, own_series_id, number)
  constraint own_series_import_collaboration_id_own_series_id_fkey FOREIGN KEY (collaboration_id, own_series_id) REFERENCES own_series(collaboration_id, id)
  constraint own_series_import_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint own_series_import_check CHECK (((file_name IS NULL) = (file_hash IS NULL)))
  constraint own_series_import_value_count_check CHECK ((value_count > 0))
  CREATE INDEX own_series_import_by_organisation ON public.own_series_import USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.own_series_import FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table own_upload
  -- protected: by collaboration and person; a file between preview and import, gone within a day
  collaboration_id uuid not null
  id uuid not null
  person_id uuid not null
  own_series_id uuid
  for_id uuid not null
  file_name text not null
  file_hash text not null
  content bytea not null
  fields jsonb not null default '{}'::jsonb
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  constraint own_upload_pkey PRIMARY KEY (collaboration_id, id)
  constraint own_upload_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint own_upload_collaboration_id_own_series_id_fkey FOREIGN KEY (collaboration_id, own_series_id) REFERENCES own_series(collaboration_id, id)
  constraint own_upload_check CHECK ((expires_at > created_at))
  constraint own_upload_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 5000000)))
  CREATE INDEX own_upload_by_expiry ON public.own_upload USING btree (expires_at)
  CREATE INDEX own_upload_by_series ON public.own_upload USING btree (collaboration_id, own_series_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy remove_own for delete to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  grant delete, insert, select to armkrok_app

table own_value
  -- protected: by collaboration; added to and never changed, place is the code of an area or empty
  collaboration_id uuid not null
  own_series_id uuid not null
  place text not null default ''::text
  period smallint not null
  sex "char" not null
  import_id uuid not null
  value double precision
  status text not null
  constraint own_value_pkey PRIMARY KEY (collaboration_id, own_series_id, place, period, sex, import_id)
  constraint own_value_collaboration_id_own_series_id_import_id_fkey FOREIGN KEY (collaboration_id, own_series_id, import_id) REFERENCES own_series_import(collaboration_id, own_series_id, id)
  constraint own_value_null_when_missing CHECK (((value IS NULL) = (status = ANY (ARRAY['missing'::text, 'withheld'::text]))))
  constraint own_value_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  constraint own_value_status_check CHECK ((status = ANY (ARRAY['published'::text, 'missing'::text, 'preliminary'::text, 'doubted'::text, 'withheld'::text])))
  CREATE INDEX own_value_by_import ON public.own_value USING btree (collaboration_id, own_series_id, import_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table package_goal
  -- protected: by collaboration, for the party and those who lead
  collaboration_id uuid not null
  package_id uuid not null
  goal_id uuid not null
  organisation_id uuid not null
  outcome text not null
  place text not null default ''::text
  reason text not null default ''::text
  answered_at timestamp with time zone not null
  answered_by uuid
  version integer not null default 1
  is_for_next_round boolean not null default false
  constraint package_goal_pkey PRIMARY KEY (collaboration_id, package_id, goal_id)
  constraint package_goal_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint package_goal_collaboration_id_package_id_fkey FOREIGN KEY (collaboration_id, package_id) REFERENCES feedback_package(collaboration_id, id)
  constraint package_goal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint package_goal_check CHECK (
CASE outcome
    WHEN 'takenIn'::text THEN (place <> ''::text)
    WHEN 'notTakenIn'::text THEN (reason <> ''::text)
    ELSE true
END)
  constraint package_goal_outcome_check CHECK ((outcome = ANY (ARRAY['beingPrepared'::text, 'takenIn'::text, 'notTakenIn'::text])))
  CREATE INDEX package_goal_by_goal ON public.package_goal USING btree (collaboration_id, goal_id)
  CREATE INDEX package_goal_by_organisation ON public.package_goal USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  grant insert, select, update to armkrok_app

table party
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  relation text not null default 'party'::text
  status text not null default 'considered'::text
  status_reason text not null default ''::text
  own_benefit text not null default ''::text
  own_contribution text not null default ''::text
  ambition text
  since_year smallint
  bound_on date
  decision_planned text not null default ''::text
  place integer not null default 0
  version integer not null default 1
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  leaves_on date
  is_preferred boolean not null default false
  constraint party_pkey PRIMARY KEY (collaboration_id, id)
  constraint party_collaboration_id_organisation_id_key UNIQUE (collaboration_id, organisation_id)
  constraint party_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint party_ambition_check CHECK ((ambition = ANY (ARRAY['talk'::text, 'sharedView'::text, 'collaborate'::text, 'actAsOne'::text])))
  constraint party_relation_check CHECK ((relation = ANY (ARRAY['party'::text, 'associate'::text])))
  constraint party_status_check CHECK ((status = ANY (ARRAY['considered'::text, 'invited'::text, 'confirmed'::text, 'declined'::text, 'waiting'::text, 'bound'::text, 'left'::text])))
  CREATE INDEX party_by_organisation ON public.party USING btree (organisation_id)
  trigger CREATE TRIGGER end_with_party BEFORE UPDATE OF status ON public.party FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (('left'::text = old.status) OR ('left'::text = new.status)))) EXECUTE FUNCTION end_with_party()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy remove_own for delete to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table party_function
  -- protected: by collaboration; each function held by one party at a time, funders any number
  collaboration_id uuid not null
  id uuid not null
  function text not null
  party_id uuid not null
  began_on date
  ended_on date
  created_at timestamp with time zone not null
  through_organisation_id uuid
  constraint party_function_pkey PRIMARY KEY (collaboration_id, id)
  constraint party_function_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint party_function_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint party_function_through_organisation_id_fkey FOREIGN KEY (through_organisation_id) REFERENCES organisation(id)
  constraint party_function_function_check CHECK ((function = ANY (ARRAY['principal'::text, 'coordinates'::text, 'hosts'::text, 'operates'::text, 'convenes'::text, 'followUp'::text, 'funds'::text])))
  CREATE INDEX party_function_by_party ON public.party_function USING btree (collaboration_id, party_id)
  CREATE INDEX party_function_by_through ON public.party_function USING btree (through_organisation_id)
  CREATE UNIQUE INDEX party_function_held_once ON public.party_function USING btree (collaboration_id, function) WHERE ((ended_on IS NULL) AND (function <> 'funds'::text))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table party_link
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  party_id uuid not null
  token_hash bytea not null
  expires_at timestamp with time zone not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  constraint party_link_pkey PRIMARY KEY (collaboration_id, id)
  constraint party_link_collaboration_id_token_hash_key UNIQUE (collaboration_id, token_hash)
  constraint party_link_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint party_link_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  CREATE INDEX party_link_by_party ON public.party_link USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table passkey
  -- sealed: public keys that people sign in with
  person_id uuid not null
  id uuid not null
  credential_id bytea not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null
  name text not null
  may_be_copied boolean not null
  is_copied boolean not null
  created_at timestamp with time zone not null
  last_used_at timestamp with time zone
  constraint passkey_pkey PRIMARY KEY (person_id, id)
  constraint passkey_credential_id_key UNIQUE (credential_id)
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint passkey_name_check CHECK ((name <> ''::text))
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table password_reset
  -- sealed: reached through functions
  token_hash bytea not null
  person_id uuid not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint password_reset_pkey PRIMARY KEY (token_hash)
  constraint password_reset_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  CREATE INDEX password_reset_by_person ON public.password_reset USING btree (person_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table person
  -- sealed: accounts and passwords, reached through functions
  organisation_id uuid not null
  id uuid not null
  name text not null
  email text
  password text
  language text not null default 'sv'::text
  is_system_administrator boolean not null default false
  is_demo boolean not null default false
  demo_place smallint
  demo_role text
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'while account'::text
  has_shortcuts boolean not null default true
  constraint person_pkey PRIMARY KEY (id)
  constraint person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint person_email_check CHECK ((email = lower(email)))
  constraint person_language_check CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text])))
  constraint person_name_check CHECK ((name <> ''::text))
  CREATE INDEX person_by_organisation ON public.person USING btree (organisation_id)
  CREATE UNIQUE INDEX person_email_once ON public.person USING btree (email) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table personal_reservation
  -- protected: by collaboration; written by the member alone
  collaboration_id uuid not null
  outcome_id uuid not null
  person_id uuid not null
  organisation_id uuid not null
  text text not null
  written_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint personal_reservation_pkey PRIMARY KEY (collaboration_id, outcome_id, person_id)
  constraint personal_reservation_collaboration_id_outcome_id_fkey FOREIGN KEY (collaboration_id, outcome_id) REFERENCES outcome(collaboration_id, id)
  constraint personal_reservation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint personal_reservation_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint personal_reservation_text_check CHECK ((text <> ''::text))
  CREATE INDEX personal_reservation_by_organisation ON public.personal_reservation USING btree (organisation_id)
  CREATE INDEX personal_reservation_by_person ON public.personal_reservation USING btree (person_id)
  trigger CREATE TRIGGER keep_within_outcome BEFORE INSERT OR DELETE OR UPDATE ON public.personal_reservation FOR EACH ROW EXECUTE FUNCTION keep_within_outcome()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table planned_matter
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  place integer not null
  title text not null
  detail text not null default ''::text
  planned_year integer
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint planned_matter_pkey PRIMARY KEY (collaboration_id, id)
  constraint planned_matter_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint planned_matter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint planned_matter_place_check CHECK ((place > 0))
  constraint planned_matter_planned_year_check CHECK (((planned_year >= 1900) AND (planned_year <= 2200)))
  constraint planned_matter_title_check CHECK ((title <> ''::text))
  CREATE INDEX planned_matter_by_organisation ON public.planned_matter USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table planning_step
  -- protected: by organisation; a part of its planning year
  organisation_id uuid not null
  id uuid not null
  planning_year_id uuid not null
  kind text not null
  number integer not null
  begins_month integer not null
  begins_day integer not null
  ends_month integer not null
  ends_day integer not null
  words text not null default ''::text
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint planning_step_pkey PRIMARY KEY (organisation_id, id)
  constraint planning_step_organisation_id_planning_year_id_kind_number_key UNIQUE (organisation_id, planning_year_id, kind, number)
  constraint planning_step_organisation_id_planning_year_id_fkey FOREIGN KEY (organisation_id, planning_year_id) REFERENCES planning_year(organisation_id, id)
  constraint planning_step_begins_day_check CHECK (((begins_day >= 1) AND (begins_day <= 31)))
  constraint planning_step_begins_month_check CHECK (((begins_month >= 1) AND (begins_month <= 12)))
  constraint planning_step_check CHECK (((number = 1) OR (kind = 'interimReport'::text)))
  constraint planning_step_ends_day_check CHECK (((ends_day >= 1) AND (ends_day <= 31)))
  constraint planning_step_ends_month_check CHECK (((ends_month >= 1) AND (ends_month <= 12)))
  constraint planning_step_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'budget'::text, 'adoption'::text, 'interimReport'::text, 'annualReport'::text])))
  constraint planning_step_number_check CHECK (((number >= 1) AND (number <= 6)))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])))
    with check ((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ANY (( SELECT organisations_planned_with() AS organisations_planned_with)::uuid[])))
  grant insert, select, update to armkrok_app

table planning_year
  -- protected: by organisation; read by who takes part with it, written by itself or entered for it
  organisation_id uuid not null
  id uuid not null
  note text not null default ''::text
  mandate text not null default 'none'::text
  mandate_began_on date
  mandate_years integer
  entered_by_organisation_id uuid
  created_at timestamp with time zone not null
  created_by uuid
  changed_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint planning_year_pkey PRIMARY KEY (organisation_id, id)
  constraint planning_year_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint planning_year_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint planning_year_check CHECK ((((mandate = 'own'::text) = (mandate_began_on IS NOT NULL)) AND ((mandate = 'own'::text) = (mandate_years IS NOT NULL))))
  constraint planning_year_mandate_check CHECK ((mandate = ANY (ARRAY['byLaw'::text, 'own'::text, 'none'::text])))
  constraint planning_year_mandate_years_check CHECK (((mandate_years >= 1) AND (mandate_years <= 10)))
  CREATE INDEX planning_year_by_entering ON public.planning_year USING btree (entered_by_organisation_id)
  CREATE UNIQUE INDEX planning_year_once ON public.planning_year USING btree (organisation_id) WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])))
    with check (((organisation_id = ANY (( SELECT plannable_organisations() AS plannable_organisations)::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((organisation_id = ANY (( SELECT organisations_planned_with() AS organisations_planned_with)::uuid[])))
  grant insert, select, update to armkrok_app

table population
  -- reference: inhabitants on 31 December
  area_code text not null
  period smallint not null
  inhabitants integer not null
  constraint population_pkey PRIMARY KEY (area_code, period)
  constraint population_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint population_inhabitants_check CHECK ((inhabitants >= 0))
  no row level security
  grant select to armkrok_app

table principal_dialogue
  -- protected: by collaboration; written by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  card_id uuid not null
  place integer not null
  principal text not null
  held_on date not null
  outcome text not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint principal_dialogue_pkey PRIMARY KEY (collaboration_id, id)
  constraint principal_dialogue_collaboration_id_card_id_fkey FOREIGN KEY (collaboration_id, card_id) REFERENCES mandate_card(collaboration_id, id)
  constraint principal_dialogue_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint principal_dialogue_outcome_check CHECK ((outcome <> ''::text))
  constraint principal_dialogue_place_check CHECK ((place > 0))
  constraint principal_dialogue_principal_check CHECK ((principal <> ''::text))
  CREATE INDEX principal_dialogue_by_card ON public.principal_dialogue USING btree (collaboration_id, card_id)
  CREATE INDEX principal_dialogue_by_organisation ON public.principal_dialogue USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table prior_work
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  kind text not null
  what text not null
  party_id uuid
  actor_id uuid
  other_name text not null default ''::text
  since_year smallint
  area_code text
  place_name text not null default ''::text
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  withdrawn_because text not null default ''::text
  retention_rule text not null default 'keep'::text
  constraint prior_work_pkey PRIMARY KEY (collaboration_id, id)
  constraint prior_work_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint prior_work_collaboration_id_actor_id_fkey FOREIGN KEY (collaboration_id, actor_id) REFERENCES actor(collaboration_id, id)
  constraint prior_work_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint prior_work_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint prior_work_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint prior_work_check CHECK ((num_nonnulls(party_id, actor_id, NULLIF(other_name, ''::text)) <= 1))
  constraint prior_work_check1 CHECK (((area_code IS NULL) OR (place_name = ''::text)))
  constraint prior_work_check2 CHECK (((withdrawn_at IS NULL) = (withdrawn_because = ''::text)))
  constraint prior_work_kind_check CHECK ((kind = ANY (ARRAY['earlierWork'::text, 'studyVisit'::text, 'analysis'::text, 'studiedElsewhere'::text])))
  constraint prior_work_since_year_check CHECK (((since_year >= 1900) AND (since_year <= 2200)))
  constraint prior_work_what_check CHECK ((what <> ''::text))
  CREATE INDEX prior_work_by_actor ON public.prior_work USING btree (collaboration_id, actor_id)
  CREATE INDEX prior_work_by_area ON public.prior_work USING btree (area_code)
  CREATE INDEX prior_work_by_organisation ON public.prior_work USING btree (organisation_id)
  CREATE INDEX prior_work_by_party ON public.prior_work USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table problem_picture
  -- protected: by the organisation whose page it is, which alone writes it; read also by those it is shared with
  organisation_id uuid not null
  id uuid not null
  title text not null
  problem text not null
  affected text not null default ''::text
  own_sight text not null default ''::text
  not_alone text not null default ''::text
  concerned uuid[] not null default '{}'::uuid[]
  territory text[] not null default '{}'::text[]
  state text not null default 'draft'::text
  collaboration_id uuid
  ended_because text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  written_at timestamp with time zone not null
  shared_at timestamp with time zone
  ended_at timestamp with time zone
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint problem_picture_pkey PRIMARY KEY (organisation_id, id)
  constraint problem_picture_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint problem_picture_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint problem_picture_check CHECK (((state = ANY (ARRAY['becameCollaboration'::text, 'joinedCollaboration'::text])) = (collaboration_id IS NOT NULL)))
  constraint problem_picture_check1 CHECK (((state = 'endedWithout'::text) = (ended_because <> ''::text)))
  constraint problem_picture_check2 CHECK (((state = ANY (ARRAY['draft'::text, 'shared'::text])) = (ended_at IS NULL)))
  constraint problem_picture_check3 CHECK (((state <> 'shared'::text) OR (shared_at IS NOT NULL)))
  constraint problem_picture_problem_check CHECK ((problem <> ''::text))
  constraint problem_picture_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'shared'::text, 'becameCollaboration'::text, 'joinedCollaboration'::text, 'endedWithout'::text])))
  constraint problem_picture_title_check CHECK ((title <> ''::text))
  CREATE INDEX problem_picture_by_collaboration ON public.problem_picture USING btree (collaboration_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy change_own for update to armkrok_app
    using (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  grant insert, select, update to armkrok_app

table problem_picture_evidence
  -- protected: by the organisation whose picture it is; read also by those it is shared with
  organisation_id uuid not null
  id uuid not null
  picture_id uuid not null
  statement text not null
  series_id integer not null
  area_code text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint problem_picture_evidence_pkey PRIMARY KEY (organisation_id, id)
  constraint problem_picture_evidence_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint problem_picture_evidence_organisation_id_picture_id_fkey FOREIGN KEY (organisation_id, picture_id) REFERENCES problem_picture(organisation_id, id)
  constraint problem_picture_evidence_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint problem_picture_evidence_statement_check CHECK ((statement <> ''::text))
  CREATE INDEX problem_picture_evidence_by_area ON public.problem_picture_evidence USING btree (area_code)
  CREATE INDEX problem_picture_evidence_by_picture ON public.problem_picture_evidence USING btree (organisation_id, picture_id)
  CREATE INDEX problem_picture_evidence_by_series ON public.problem_picture_evidence USING btree (series_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy change_own for update to armkrok_app
    using (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  grant insert, select, update to armkrok_app

table problem_picture_share
  -- protected: by the organisation that shares; read also by those it is shared with, so that each knows who reads
  organisation_id uuid not null
  picture_id uuid not null
  with_organisation_id uuid not null
  from_version integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint problem_picture_share_pkey PRIMARY KEY (organisation_id, picture_id, with_organisation_id)
  constraint problem_picture_share_organisation_id_picture_id_fkey FOREIGN KEY (organisation_id, picture_id) REFERENCES problem_picture(organisation_id, id)
  constraint problem_picture_share_with_organisation_id_fkey FOREIGN KEY (with_organisation_id) REFERENCES organisation(id)
  constraint problem_picture_share_check CHECK ((with_organisation_id <> organisation_id))
  CREATE INDEX problem_picture_share_by_receiver ON public.problem_picture_share USING btree (with_organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy change_own for update to armkrok_app
    using (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  grant insert, select, update to armkrok_app

table problem_picture_version
  -- protected: as its picture; those it is shared with read from the version that was shared with them; never changed
  organisation_id uuid not null
  picture_id uuid not null
  version integer not null
  title text not null
  problem text not null
  affected text not null
  own_sight text not null
  not_alone text not null
  concerned uuid[] not null
  territory text[] not null
  written_at timestamp with time zone not null
  written_by uuid not null
  constraint problem_picture_version_pkey PRIMARY KEY (organisation_id, picture_id, version)
  constraint problem_picture_version_organisation_id_picture_id_fkey FOREIGN KEY (organisation_id, picture_id) REFERENCES problem_picture(organisation_id, id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (EXISTS ( SELECT
   FROM problem_picture_share s
  WHERE ((s.picture_id = problem_picture_version.picture_id) AND (s.with_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (s.withdrawn_at IS NULL) AND (s.from_version <= problem_picture_version.version) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL))))))
  grant insert, select to armkrok_app

table problem_picture_view
  -- protected: by the organisation whose view it is, which alone writes it; read by all who read the picture
  organisation_id uuid not null
  picture_id uuid not null
  by_organisation_id uuid not null
  id uuid not null
  interest text not null
  text text not null
  created_at timestamp with time zone not null
  written_at timestamp with time zone not null
  written_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  withdrawn_because text not null default ''::text
  retention_rule text not null default 'keep'::text
  constraint problem_picture_view_pkey PRIMARY KEY (organisation_id, picture_id, by_organisation_id)
  constraint problem_picture_view_organisation_id_id_key UNIQUE (organisation_id, id)
  constraint problem_picture_view_by_organisation_id_fkey FOREIGN KEY (by_organisation_id) REFERENCES organisation(id)
  constraint problem_picture_view_organisation_id_picture_id_by_organis_fkey FOREIGN KEY (organisation_id, picture_id, by_organisation_id) REFERENCES problem_picture_share(organisation_id, picture_id, with_organisation_id)
  constraint problem_picture_view_check CHECK (((withdrawn_at IS NULL) = (withdrawn_because = ''::text)))
  constraint problem_picture_view_interest_check CHECK ((interest = ANY (ARRAY['takePart'::text, 'follow'::text, 'notConcerned'::text])))
  constraint problem_picture_view_text_check CHECK ((text <> ''::text))
  CREATE INDEX problem_picture_view_by_writer ON public.problem_picture_view USING btree (by_organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  policy change_own for update to armkrok_app
    using (((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
    with check (((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  grant insert, select, update to armkrok_app

table problem_picture_view_version
  -- protected: as its view; never changed
  organisation_id uuid not null
  picture_id uuid not null
  by_organisation_id uuid not null
  version integer not null
  interest text not null
  text text not null
  written_at timestamp with time zone not null
  written_by uuid not null
  constraint problem_picture_view_version_pkey PRIMARY KEY (organisation_id, picture_id, by_organisation_id, version)
  constraint problem_picture_view_version_organisation_id_picture_id_by_fkey FOREIGN KEY (organisation_id, picture_id, by_organisation_id) REFERENCES problem_picture_view(organisation_id, picture_id, by_organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_shared for select to armkrok_app
    using ((((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR (picture_id = ANY (( SELECT pictures_shared_with_us() AS pictures_shared_with_us)::uuid[]))))
  grant insert, select to armkrok_app

table processing_record
  -- protected: by collaboration, written by those who lead; what personal data is processed for
  collaboration_id uuid not null
  organisation_id uuid not null
  purpose text not null
  legal_basis text not null
  legal_basis_note text not null
  responsibility text not null
  responsibility_note text not null
  people text not null
  categories text not null
  sensitive_note text not null default ''::text
  recipients text not null
  transfers text not null default ''::text
  retention text not null
  protection text not null default ''::text
  version integer not null default 1
  written_by uuid not null
  written_at timestamp with time zone not null
  retention_rule text not null default 'keep'::text
  constraint processing_record_pkey PRIMARY KEY (collaboration_id)
  constraint processing_record_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint processing_record_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint processing_record_categories_check CHECK ((categories <> ''::text))
  constraint processing_record_legal_basis_check CHECK ((legal_basis = ANY (ARRAY['publicTask'::text, 'legalObligation'::text, 'contract'::text, 'vitalInterest'::text, 'consent'::text, 'legitimateInterest'::text])))
  constraint processing_record_legal_basis_note_check CHECK ((legal_basis_note <> ''::text))
  constraint processing_record_people_check CHECK ((people <> ''::text))
  constraint processing_record_purpose_check CHECK ((purpose <> ''::text))
  constraint processing_record_recipients_check CHECK ((recipients <> ''::text))
  constraint processing_record_responsibility_check CHECK ((responsibility = ANY (ARRAY['each'::text, 'joint'::text, 'one'::text])))
  constraint processing_record_responsibility_note_check CHECK ((responsibility_note <> ''::text))
  constraint processing_record_retention_check CHECK ((retention <> ''::text))
  CREATE INDEX processing_record_by_organisation ON public.processing_record USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table progress_note
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  goal_id uuid
  activity_id uuid
  text text not null
  happened_on date not null
  shared_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint progress_note_pkey PRIMARY KEY (collaboration_id, id)
  constraint progress_note_collaboration_id_activity_id_fkey FOREIGN KEY (collaboration_id, activity_id) REFERENCES activity(collaboration_id, id)
  constraint progress_note_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint progress_note_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint progress_note_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint progress_note_check CHECK (((activity_id IS NULL) OR (goal_id IS NULL)))
  constraint progress_note_text_check CHECK (((text <> ''::text) AND (length(text) <= 600)))
  CREATE INDEX progress_note_by_activity ON public.progress_note USING btree (collaboration_id, activity_id)
  CREATE INDEX progress_note_by_day ON public.progress_note USING btree (collaboration_id, created_at DESC)
  CREATE INDEX progress_note_by_goal ON public.progress_note USING btree (collaboration_id, goal_id)
  CREATE INDEX progress_note_by_organisation ON public.progress_note USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table project
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  name text not null
  relation text not null
  began_on date
  ended_on date
  ended_year smallint
  funder text not null default ''::text
  participant_count integer
  participants text not null default ''::text
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint project_pkey PRIMARY KEY (collaboration_id, id)
  constraint project_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint project_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint project_check CHECK ((ended_on >= began_on))
  constraint project_check1 CHECK (((ended_on IS NULL) OR (ended_year IS NULL)))
  constraint project_ended_year_check CHECK (((ended_year >= 1900) AND (ended_year <= 2200)))
  constraint project_name_check CHECK ((name <> ''::text))
  constraint project_participant_count_check CHECK ((participant_count > 0))
  constraint project_relation_check CHECK ((relation = ANY (ARRAY['within'::text, 'followOn'::text])))
  CREATE INDEX project_by_organisation ON public.project USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table provider_identity
  -- sealed: reached through functions; who somebody is at a provider, by issuer and subject
  issuer text not null
  subject text not null
  person_id uuid not null
  organisation_id uuid not null
  shown_name text
  shown_email text
  created_at timestamp with time zone not null
  used_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint provider_identity_pkey PRIMARY KEY (issuer, subject)
  constraint provider_identity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity_provider(organisation_id)
  constraint provider_identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  CREATE INDEX provider_identity_by_organisation ON public.provider_identity USING btree (organisation_id)
  CREATE INDEX provider_identity_by_person ON public.provider_identity USING btree (person_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table provider_key
  -- sealed: reached through functions; what we sign by at an organisation's provider
  organisation_id uuid not null
  key_id text not null
  public_key jsonb not null
  sealed_key text not null
  created_at timestamp with time zone not null
  begun_at timestamp with time zone
  constraint provider_key_pkey PRIMARY KEY (organisation_id, key_id)
  constraint provider_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table provider_sign_in
  -- sealed: reached through functions; a sign-in under way, once
  state_hash bytea not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint provider_sign_in_pkey PRIMARY KEY (state_hash)
  constraint provider_sign_in_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity_provider(organisation_id)
  CREATE INDEX provider_sign_in_by_organisation ON public.provider_sign_in USING btree (organisation_id, created_at)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table publication
  -- protected: by collaboration, written by those who lead; the one that is public is read by all, through functions
  collaboration_id uuid not null
  number integer not null
  organisation_id uuid not null
  title text not null
  content text not null
  sha256 bytea not null
  contact text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  replaced_at timestamp with time zone
  unpublished_at timestamp with time zone
  unpublished_by uuid
  unpublication_reason text not null default ''::text
  retention_rule text not null default 'keep'::text
  constraint publication_pkey PRIMARY KEY (collaboration_id, number)
  constraint publication_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint publication_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint publication_check CHECK ((sha256 = sha256(convert_to(content, 'UTF8'::name))))
  constraint publication_check1 CHECK ((((unpublished_at IS NULL) = (unpublished_by IS NULL)) AND ((unpublished_at IS NULL) = (unpublication_reason = ''::text))))
  constraint publication_contact_check CHECK ((contact <> ''::text))
  constraint publication_content_check CHECK (((octet_length(content) >= 2) AND (octet_length(content) <= 5000000)))
  constraint publication_number_check CHECK ((number > 0))
  constraint publication_sha256_check CHECK ((octet_length(sha256) = 32))
  constraint publication_title_check CHECK ((title <> ''::text))
  CREATE INDEX publication_by_organisation ON public.publication USING btree (organisation_id)
  CREATE UNIQUE INDEX publication_now ON public.publication USING btree (collaboration_id) WHERE ((replaced_at IS NULL) AND (unpublished_at IS NULL))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (EXISTS ( SELECT
   FROM collaboration c
  WHERE ((c.id = publication.collaboration_id) AND (c.confidentiality = 'open'::text))))))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table question_answer
  -- protected: by collaboration; until it is answered by those who prepare and the party; answered by the party or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  question_id uuid not null
  party_id uuid not null
  entered_by_organisation_id uuid
  answer text not null default ''::text
  answered_on date
  created_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint question_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint question_answer_collaboration_id_question_id_party_id_key UNIQUE (collaboration_id, question_id, party_id)
  constraint question_answer_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint question_answer_collaboration_id_question_id_fkey FOREIGN KEY (collaboration_id, question_id) REFERENCES asked_question(collaboration_id, id)
  constraint question_answer_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint question_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint question_answer_answer_check CHECK ((length(answer) <= 4000))
  constraint question_answer_check CHECK (((answered_on IS NULL) = (answer = ''::text)))
  constraint question_answer_check1 CHECK (((entered_by_organisation_id IS NULL) OR (answered_on IS NOT NULL)))
  CREATE INDEX question_answer_by_entering ON public.question_answer USING btree (entered_by_organisation_id)
  CREATE INDEX question_answer_by_organisation ON public.question_answer USING btree (organisation_id)
  CREATE INDEX question_answer_by_party ON public.question_answer USING btree (collaboration_id, party_id)
  trigger CREATE TRIGGER keep_answer_to_question BEFORE INSERT OR UPDATE ON public.question_answer FOR EACH ROW EXECUTE FUNCTION keep_answer_to_question()
  trigger CREATE TRIGGER note_first_answer AFTER INSERT OR UPDATE ON public.question_answer FOR EACH ROW WHEN ((new.answered_on IS NOT NULL)) EXECUTE FUNCTION note_first_answer()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (answered_on IS NOT NULL))))
  grant insert, select, update to armkrok_app

table question_letter
  -- protected: by collaboration, for those who prepare; written by queue_question_letter
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  question_id uuid not null
  kind text not null
  to_address text not null
  language text not null
  mail_id uuid not null
  written_on date not null
  stopped_at timestamp with time zone
  created_at timestamp with time zone not null
  created_by uuid
  retention_rule text not null default 'keep 5 years'::text
  constraint question_letter_pkey PRIMARY KEY (collaboration_id, id)
  constraint question_letter_collaboration_id_mail_id_key UNIQUE (collaboration_id, mail_id)
  constraint question_letter_collaboration_id_party_id_written_on_key UNIQUE (collaboration_id, party_id, written_on)
  constraint question_letter_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint question_letter_collaboration_id_question_id_fkey FOREIGN KEY (collaboration_id, question_id) REFERENCES asked_question(collaboration_id, id)
  constraint question_letter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint question_letter_check CHECK (((kind = 'reminder'::text) = (created_by IS NULL)))
  constraint question_letter_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'reminder'::text])))
  constraint question_letter_language_check CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text])))
  constraint question_letter_to_address_check CHECK (((to_address <> ''::text) AND (length(to_address) <= 200)))
  CREATE INDEX question_letter_by_address ON public.question_letter USING btree (to_address)
  CREATE INDEX question_letter_by_organisation ON public.question_letter USING btree (organisation_id)
  CREATE INDEX question_letter_by_question ON public.question_letter USING btree (collaboration_id, question_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  grant select to armkrok_app

table reading
  -- protected: by collaboration, and until it is shared by the organisation that answered
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  deviation_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  entered_by_organisation_id uuid
  channel text
  stated_on date
  answer text not null
  text text not null default ''::text
  answered_at timestamp with time zone not null
  answered_by uuid
  visible_at timestamp with time zone not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  constraint reading_pkey PRIMARY KEY (collaboration_id, id)
  constraint reading_collaboration_id_deviation_id_party_id_key UNIQUE (collaboration_id, deviation_id, party_id)
  constraint reading_collaboration_id_deviation_id_fkey FOREIGN KEY (collaboration_id, deviation_id) REFERENCES deviation(collaboration_id, id)
  constraint reading_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES round_party(collaboration_id, round_id, party_id)
  constraint reading_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint reading_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint reading_answer_check CHECK ((answer = ANY (ARRAY['reading'::text, 'nothingToAdd'::text])))
  constraint reading_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'meeting'::text, 'document'::text])))
  constraint reading_check CHECK (((text = ''::text) = (answer = 'nothingToAdd'::text)))
  constraint reading_check1 CHECK ((((entered_by_organisation_id IS NULL) = (channel IS NULL)) AND ((channel IS NULL) = (stated_on IS NULL))))
  CREATE INDEX reading_by_entering ON public.reading USING btree (entered_by_organisation_id)
  CREATE INDEX reading_by_organisation ON public.reading USING btree (organisation_id)
  CREATE INDEX reading_by_party ON public.reading USING btree (collaboration_id, round_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table recovery_code
  -- sealed: hashes of codes that each work once
  person_id uuid not null
  code_hash bytea not null
  created_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint recovery_code_pkey PRIMARY KEY (person_id, code_hash)
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table registration_task
  -- protected: by collaboration, for those who speak for the receiver; made by the sender
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  from_organisation_id uuid not null
  shared_material_id uuid not null
  created_at timestamp with time zone not null
  registration_number text not null default ''::text
  not_needed_because text not null default ''::text
  answered_at timestamp with time zone
  answered_by uuid
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint registration_task_pkey PRIMARY KEY (collaboration_id, id)
  constraint registration_task_collaboration_id_shared_material_id_organ_key UNIQUE (collaboration_id, shared_material_id, organisation_id)
  constraint registration_task_collaboration_id_shared_material_id_fkey FOREIGN KEY (collaboration_id, shared_material_id) REFERENCES shared_material(collaboration_id, id)
  constraint registration_task_from_organisation_id_fkey FOREIGN KEY (from_organisation_id) REFERENCES organisation(id)
  constraint registration_task_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint registration_task_check CHECK (((registration_number = ''::text) OR (not_needed_because = ''::text)))
  constraint registration_task_check1 CHECK (((answered_at IS NULL) = ((registration_number = ''::text) AND (not_needed_because = ''::text))))
  CREATE INDEX registration_task_by_organisation ON public.registration_task USING btree (organisation_id)
  CREATE INDEX registration_task_by_sender ON public.registration_task USING btree (from_organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((from_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  grant insert, select, update to armkrok_app

table report_adoption
  -- protected: by collaboration; the group that adopted the report, and what that binds
  collaboration_id uuid not null
  round_id uuid not null
  number smallint not null
  adopted_by text not null
  adopted_on date not null
  effect text not null
  basis text not null default ''::text
  written_at timestamp with time zone not null
  written_by uuid not null
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  organisation_id uuid not null
  constraint report_adoption_pkey PRIMARY KEY (collaboration_id, round_id, number)
  constraint report_adoption_collaboration_id_round_id_number_fkey FOREIGN KEY (collaboration_id, round_id, number) REFERENCES report_version(collaboration_id, round_id, number)
  constraint report_adoption_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint report_adoption_adopted_by_check CHECK ((adopted_by <> ''::text))
  constraint report_adoption_check CHECK (((effect = ANY (ARRAY['standpoint'::text, 'recommendation'::text])) OR (basis <> ''::text)))
  constraint report_adoption_effect_check CHECK ((effect = ANY (ARRAY['standpoint'::text, 'recommendation'::text, 'decisionWithinMandate'::text, 'decisionOfLegalBody'::text])))
  CREATE UNIQUE INDEX report_adopted_once ON public.report_adoption USING btree (collaboration_id, round_id) WHERE (withdrawn_at IS NULL)
  CREATE INDEX report_adoption_by_organisation ON public.report_adoption USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.report_adoption FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table report_position
  -- protected: by collaboration; written by the party alone, never for it
  collaboration_id uuid not null
  round_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  "position" text not null
  reservation text not null default ''::text
  answered_at timestamp with time zone not null
  answered_by uuid not null
  version integer not null default 1
  constraint report_position_pkey PRIMARY KEY (collaboration_id, round_id, party_id)
  constraint report_position_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES round_party(collaboration_id, round_id, party_id)
  constraint report_position_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint report_position_position_check CHECK (("position" = ANY (ARRAY['supports'::text, 'abstains'::text, 'doesNotSupport'::text])))
  CREATE INDEX report_position_by_organisation ON public.report_position USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table report_version
  -- protected: by collaboration; what people have written in the report, version by version
  collaboration_id uuid not null
  round_id uuid not null
  number smallint not null
  title text not null
  summary text not null default ''::text
  changes text not null default ''::text
  content jsonb
  written_at timestamp with time zone not null
  written_by uuid not null
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  carried_over text[] not null default '{}'::text[]
  constraint report_version_pkey PRIMARY KEY (collaboration_id, round_id, number)
  constraint report_version_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES follow_up_round(collaboration_id, id)
  constraint report_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint report_version_carried_over_check CHECK ((carried_over <@ '{title,summary,changes}'::text[]))
  constraint report_version_check CHECK (((content IS NULL) OR (carried_over = '{}'::text[])))
  constraint report_version_number_check CHECK ((number > 0))
  constraint report_version_title_check CHECK ((title <> ''::text))
  CREATE INDEX report_version_by_organisation ON public.report_version USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.report_version FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table round_goal
  -- protected: by collaboration; frozen when the round opens
  collaboration_id uuid not null
  round_id uuid not null
  goal_id uuid not null
  place integer not null
  text text not null
  indicator_id uuid
  indicator_name text not null default ''::text
  unit text not null default ''::text
  direction text
  series text not null default ''::text
  fetched_with text not null default ''::text
  fetched_on date
  area_code text
  sex "char" not null default 'T'::"char"
  baseline_period smallint
  baseline double precision
  target_period smallint
  target double precision
  stand_in_note text not null default ''::text
  constraint round_goal_pkey PRIMARY KEY (collaboration_id, round_id, goal_id)
  constraint round_goal_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint round_goal_collaboration_id_indicator_id_fkey FOREIGN KEY (collaboration_id, indicator_id) REFERENCES indicator(collaboration_id, id)
  constraint round_goal_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES follow_up_round(collaboration_id, id)
  constraint round_goal_direction_check CHECK ((direction = ANY (ARRAY['up'::text, 'down'::text])))
  constraint round_goal_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  CREATE INDEX round_goal_by_goal ON public.round_goal USING btree (collaboration_id, goal_id)
  CREATE INDEX round_goal_by_indicator ON public.round_goal USING btree (collaboration_id, indicator_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table round_joint_line
  -- protected: by collaboration
  collaboration_id uuid not null
  round_id uuid not null
  goal_id uuid not null
  text text not null
  rung text
  written_at timestamp with time zone not null
  written_by uuid not null
  version integer not null default 1
  organisation_id uuid not null
  constraint round_joint_line_pkey PRIMARY KEY (collaboration_id, round_id, goal_id)
  constraint round_joint_line_collaboration_id_round_id_goal_id_fkey FOREIGN KEY (collaboration_id, round_id, goal_id) REFERENCES round_goal(collaboration_id, round_id, goal_id)
  constraint round_joint_line_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint round_joint_line_rung_check CHECK ((rung = ANY (ARRAY['a'::text, 'b'::text])))
  constraint round_joint_line_text_check CHECK ((text <> ''::text))
  CREATE INDEX round_joint_line_by_organisation ON public.round_joint_line USING btree (organisation_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.round_joint_line FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table round_line
  -- protected: by collaboration, and until it is shared by the organisation that answered
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  goal_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  entered_by_organisation_id uuid
  answer text not null
  text text not null default ''::text
  rung text
  answered_at timestamp with time zone not null
  answered_by uuid
  visible_at timestamp with time zone not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  withdrawn_at timestamp with time zone
  constraint round_line_pkey PRIMARY KEY (collaboration_id, id)
  constraint round_line_collaboration_id_round_id_goal_id_party_id_key UNIQUE (collaboration_id, round_id, goal_id, party_id)
  constraint round_line_collaboration_id_round_id_goal_id_fkey FOREIGN KEY (collaboration_id, round_id, goal_id) REFERENCES round_goal(collaboration_id, round_id, goal_id)
  constraint round_line_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES round_party(collaboration_id, round_id, party_id)
  constraint round_line_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint round_line_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint round_line_answer_check CHECK ((answer = ANY (ARRAY['line'::text, 'nothingToAdd'::text])))
  constraint round_line_check CHECK (((text = ''::text) = (answer = 'nothingToAdd'::text)))
  constraint round_line_rung_check CHECK ((rung = ANY (ARRAY['a'::text, 'b'::text])))
  CREATE INDEX round_line_by_entering ON public.round_line USING btree (entered_by_organisation_id)
  CREATE INDEX round_line_by_organisation ON public.round_line USING btree (organisation_id)
  CREATE INDEX round_line_by_party ON public.round_line USING btree (collaboration_id, round_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table round_moment
  -- protected: by collaboration; when each moment of a full round is planned, and who answers for it
  collaboration_id uuid not null
  round_id uuid not null
  moment text not null
  owner_party_id uuid
  starts_on date not null
  ends_on date not null
  constraint round_moment_pkey PRIMARY KEY (collaboration_id, round_id, moment)
  constraint round_moment_collaboration_id_owner_party_id_fkey FOREIGN KEY (collaboration_id, owner_party_id) REFERENCES party(collaboration_id, id)
  constraint round_moment_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES follow_up_round(collaboration_id, id)
  constraint round_moment_check CHECK ((ends_on >= starts_on))
  constraint round_moment_moment_check CHECK ((moment = ANY (ARRAY['measure'::text, 'observe'::text, 'interpret'::text, 'document'::text, 'feedBack'::text])))
  CREATE INDEX round_moment_by_owner ON public.round_moment USING btree (collaboration_id, owner_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table round_party
  -- protected: by collaboration; who was asked when the round opened
  collaboration_id uuid not null
  round_id uuid not null
  party_id uuid not null
  constraint round_party_pkey PRIMARY KEY (collaboration_id, round_id, party_id)
  constraint round_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint round_party_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES follow_up_round(collaboration_id, id)
  CREATE INDEX round_party_by_party ON public.round_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table round_value
  -- protected: by collaboration; the numbers that the round rests on, frozen
  collaboration_id uuid not null
  round_id uuid not null
  goal_id uuid not null
  place text not null default ''::text
  period smallint not null
  sex "char" not null
  value double precision
  status text not null
  doubt text not null default ''::text
  is_compared boolean not null default true
  is_similar boolean not null default false
  constraint round_value_pkey PRIMARY KEY (collaboration_id, round_id, goal_id, place, period, sex)
  constraint round_value_collaboration_id_round_id_goal_id_fkey FOREIGN KEY (collaboration_id, round_id, goal_id) REFERENCES round_goal(collaboration_id, round_id, goal_id)
  constraint round_value_doubt_of_a_value CHECK (((doubt = ''::text) OR (value IS NOT NULL)))
  constraint round_value_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  constraint round_value_status_check CHECK ((status = ANY (ARRAY['published'::text, 'missing'::text, 'preliminary'::text, 'doubted'::text, 'withheld'::text])))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select to armkrok_app

table seat
  -- protected: by organisation
  organisation_id uuid not null
  id uuid not null
  title text not null
  level text not null
  is_administrator boolean not null default false
  mandate_ends_on date
  created_at timestamp with time zone not null
  ended_on date
  retention_rule text not null default 'keep'::text
  constraint seat_pkey PRIMARY KEY (organisation_id, id)
  constraint seat_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint seat_level_check CHECK ((level = ANY (ARRAY['political'::text, 'head'::text, 'manager'::text, 'officer'::text])))
  constraint seat_title_check CHECK ((title <> ''::text))
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
    with check ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((organisation_id = ANY (( SELECT readable_organisations() AS readable_organisations)::uuid[])) OR (organisation_id = ANY (( SELECT guest_organisations() AS guest_organisations)::uuid[]))))
  policy remove_own for delete to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  grant insert, select, update to armkrok_app

table seat_term
  -- protected: by organisation; who held a seat, under the name then used
  organisation_id uuid not null
  id uuid not null
  seat_id uuid not null
  person_id uuid not null
  holder_name text not null
  kind text not null
  began_on date not null
  ended_on date
  created_at timestamp with time zone not null
  provider_organisation_id uuid
  constraint seat_term_pkey PRIMARY KEY (organisation_id, id)
  constraint seat_term_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  constraint seat_term_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint seat_term_provider_organisation_id_fkey FOREIGN KEY (provider_organisation_id) REFERENCES organisation(id)
  constraint seat_term_check CHECK ((ended_on >= began_on))
  constraint seat_term_kind_check CHECK ((kind = ANY (ARRAY['holder'::text, 'deputy'::text])))
  CREATE INDEX seat_term_by_person ON public.seat_term USING btree (person_id)
  CREATE INDEX seat_term_by_provider ON public.seat_term USING btree (provider_organisation_id)
  CREATE INDEX seat_term_by_seat ON public.seat_term USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((organisation_id = ANY (( SELECT writable_organisations() AS writable_organisations)::uuid[])))
  policy change_own for update to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
    with check ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((organisation_id = ANY (( SELECT readable_organisations() AS readable_organisations)::uuid[])) OR (organisation_id = ANY (( SELECT guest_organisations() AS guest_organisations)::uuid[]))))
  policy remove_own for delete to armkrok_app
    using ((organisation_id = ANY (( SELECT administered_organisations() AS administered_organisations)::uuid[])))
  grant insert, select, update to armkrok_app

table secrecy_disclosure
  -- protected: by collaboration, for who disclosed and who received; never changed
  collaboration_id uuid not null
  id uuid not null
  marking_id uuid not null
  organisation_id uuid not null
  to_organisation_id uuid not null
  basis text not null
  grounds text not null
  decided_by text not null
  decided_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint secrecy_disclosure_pkey PRIMARY KEY (collaboration_id, id)
  constraint secrecy_disclosure_collaboration_id_marking_id_organisation_key UNIQUE (collaboration_id, marking_id, organisation_id, to_organisation_id)
  constraint secrecy_disclosure_collaboration_id_marking_id_fkey FOREIGN KEY (collaboration_id, marking_id) REFERENCES secrecy_marking(collaboration_id, id)
  constraint secrecy_disclosure_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint secrecy_disclosure_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(id)
  constraint secrecy_disclosure_basis_check CHECK ((basis <> ''::text))
  constraint secrecy_disclosure_decided_by_check CHECK ((decided_by <> ''::text))
  constraint secrecy_disclosure_grounds_check CHECK ((grounds <> ''::text))
  CREATE INDEX secrecy_disclosure_by_organisation ON public.secrecy_disclosure USING btree (organisation_id)
  CREATE INDEX secrecy_disclosure_by_receiver ON public.secrecy_disclosure USING btree (to_organisation_id)
  trigger CREATE TRIGGER clear_for_receiver AFTER INSERT ON public.secrecy_disclosure FOR EACH ROW EXECUTE FUNCTION clear_for_receiver()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)) OR ((to_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))))
  grant insert, select to armkrok_app

table secrecy_marking
  -- protected: by collaboration, for the organisation that owns what is marked and those it has been disclosed to
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  subject_type text not null
  subject_id uuid not null
  section text not null
  authority text not null
  decided_by text not null
  decided_on date not null
  cleared_for uuid[] not null default '{}'::uuid[]
  created_at timestamp with time zone not null
  created_by uuid not null
  lifted_at timestamp with time zone
  lifted_by text not null default ''::text
  lifted_because text not null default ''::text
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint secrecy_marking_pkey PRIMARY KEY (collaboration_id, id)
  constraint secrecy_marking_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint secrecy_marking_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint secrecy_marking_subject_type_fkey FOREIGN KEY (subject_type) REFERENCES markable(subject_type)
  constraint secrecy_marking_authority_check CHECK ((authority <> ''::text))
  constraint secrecy_marking_check CHECK ((((lifted_at IS NULL) = (lifted_by = ''::text)) AND ((lifted_at IS NULL) = (lifted_because = ''::text))))
  constraint secrecy_marking_decided_by_check CHECK ((decided_by <> ''::text))
  constraint secrecy_marking_section_check CHECK ((section <> ''::text))
  CREATE INDEX secrecy_marking_by_kind ON public.secrecy_marking USING btree (subject_type)
  CREATE INDEX secrecy_marking_by_organisation ON public.secrecy_marking USING btree (organisation_id)
  CREATE UNIQUE INDEX secrecy_marking_once ON public.secrecy_marking USING btree (collaboration_id, subject_id) WHERE (lifted_at IS NULL)
  trigger CREATE TRIGGER spread_marking AFTER INSERT OR UPDATE ON public.secrecy_marking FOR EACH ROW EXECUTE FUNCTION spread_marking()
  trigger CREATE TRIGGER work_out_clearance BEFORE INSERT OR UPDATE ON public.secrecy_marking FOR EACH ROW EXECUTE FUNCTION work_out_clearance()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (cleared_for)) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL))))
  grant insert, select, update to armkrok_app

table section_draft
  -- protected: by collaboration, for the one who typed it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  section text not null
  party_id uuid
  read_number integer not null
  text text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  kept_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint section_draft_pkey PRIMARY KEY (collaboration_id, id)
  constraint section_draft_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint section_draft_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint section_draft_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint section_draft_read_number_check CHECK ((read_number >= 0))
  constraint section_draft_section_check CHECK ((section <> ''::text))
  CREATE INDEX section_draft_by_organisation ON public.section_draft USING btree (organisation_id)
  CREATE INDEX section_draft_by_party ON public.section_draft USING btree (collaboration_id, party_id)
  CREATE UNIQUE INDEX section_draft_once ON public.section_draft USING btree (collaboration_id, created_by, section, party_id) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (created_by = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif"))))
  grant insert, select, update to armkrok_app

table section_version
  -- protected: by collaboration; never changed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  section text not null
  party_id uuid
  number integer not null
  text text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint section_version_pkey PRIMARY KEY (collaboration_id, id)
  constraint section_version_collaboration_id_section_party_id_number_key UNIQUE NULLS NOT DISTINCT (collaboration_id, section, party_id, number)
  constraint section_version_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint section_version_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint section_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint section_version_check CHECK (((section = 'ownBenefit'::text) = (party_id IS NOT NULL)))
  constraint section_version_number_check CHECK ((number > 0))
  constraint section_version_section_check CHECK ((section = ANY (ARRAY['problem'::text, 'affected'::text, 'causes'::text, 'surroundings'::text, 'done'::text, 'knowledge'::text, 'jointBenefit'::text, 'ownBenefit'::text])))
  CREATE INDEX section_version_by_organisation ON public.section_version USING btree (organisation_id)
  CREATE INDEX section_version_by_party ON public.section_version USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table series
  -- reference: official series, the same for all
  id integer not null generated always as identity
  source text not null
  code text not null
  title text not null
  unit text not null
  by_sex boolean not null
  description text not null default ''::text
  producer text not null default ''::text
  first_period smallint
  last_period smallint
  created_at timestamp with time zone not null
  constraint series_pkey PRIMARY KEY (id)
  constraint series_source_code_key UNIQUE (source, code)
  constraint series_check CHECK ((last_period >= first_period))
  constraint series_code_check CHECK ((code <> ''::text))
  constraint series_source_check CHECK ((source <> ''::text))
  constraint series_title_check CHECK ((title <> ''::text))
  no row level security
  grant select to armkrok_app

table series_break
  -- reference: years from which a series cannot be compared with the years before
  source text not null
  code text not null
  period smallint not null
  reason_sv text not null
  reason_en text not null
  cited text not null
  constraint series_break_pkey PRIMARY KEY (source, code, period)
  constraint series_break_cited_check CHECK ((cited <> ''::text))
  constraint series_break_reason_en_check CHECK ((reason_en <> ''::text))
  constraint series_break_reason_sv_check CHECK ((reason_sv <> ''::text))
  no row level security
  grant select to armkrok_app

table series_fetch
  -- reference: which file a published value came with, and when it was read; append-only
  id integer not null generated always as identity
  series_id integer not null
  fetched_on date not null
  file_hash text not null
  value_count integer not null
  created_at timestamp with time zone not null
  added_count integer not null default 0
  revised_count integer not null default 0
  deleted_count integer not null default 0
  constraint series_fetch_pkey PRIMARY KEY (id)
  constraint series_fetch_series_id_file_hash_key UNIQUE (series_id, file_hash)
  constraint series_fetch_series_id_id_key UNIQUE (series_id, id)
  constraint series_fetch_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint series_fetch_added_count_check CHECK ((added_count >= 0))
  constraint series_fetch_deleted_count_check CHECK ((deleted_count >= 0))
  constraint series_fetch_revised_count_check CHECK ((revised_count >= 0))
  constraint series_fetch_value_count_check CHECK ((value_count >= 0))
  no row level security
  grant select to armkrok_app

table series_refresh
  -- reference: when each series is asked for again, and what went wrong
  series_id integer not null
  due_at timestamp with time zone not null
  asked_at timestamp with time zone
  answer_hash text not null default ''::text
  edition text not null default ''::text
  next_publication_on date
  claimed_at timestamp with time zone
  failed_at timestamp with time zone
  failure text
  failures smallint not null default 0
  constraint series_refresh_pkey PRIMARY KEY (series_id)
  constraint series_refresh_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint series_refresh_check CHECK (((failure IS NULL) = (failed_at IS NULL)))
  constraint series_refresh_failures_check CHECK ((failures >= 0))
  CREATE INDEX series_refresh_by_time ON public.series_refresh USING btree (due_at)
  no row level security
  grant select to armkrok_app

table series_successor
  -- reference: what has come instead of a series that its source has closed
  source text not null
  code text not null
  closed_after smallint not null
  successor text not null
  note_sv text not null default ''::text
  note_en text not null default ''::text
  cited text not null
  constraint series_successor_pkey PRIMARY KEY (source, code)
  constraint series_successor_cited_check CHECK ((cited <> ''::text))
  constraint series_successor_successor_check CHECK ((successor <> ''::text))
  no row level security
  grant select to armkrok_app

table series_value
  -- reference: published values as each fetch gave them; append-only
  series_id integer not null
  area_code text not null
  period smallint not null
  sex "char" not null
  fetch_id integer not null
  value double precision
  status text not null
  constraint series_value_pkey PRIMARY KEY (series_id, area_code, period, sex, fetch_id)
  constraint series_value_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint series_value_series_id_fetch_id_fkey FOREIGN KEY (series_id, fetch_id) REFERENCES series_fetch(series_id, id)
  constraint series_value_null_when_missing CHECK (((value IS NULL) = (status = ANY (ARRAY['missing'::text, 'withheld'::text]))))
  constraint series_value_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  constraint series_value_status_check CHECK ((status = ANY (ARRAY['published'::text, 'missing'::text, 'withheld'::text, 'preliminary'::text, 'doubted'::text])))
  no row level security
  grant select to armkrok_app

table shared_interpretation
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  place integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint shared_interpretation_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_interpretation_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint shared_interpretation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_interpretation_place_check CHECK ((place > 0))
  CREATE INDEX shared_interpretation_by_organisation ON public.shared_interpretation USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table shared_material
  -- protected: by collaboration, for the party that shared and those it shared with
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  entry_id uuid not null
  entry_version integer not null
  kind text not null
  title text not null
  text text not null
  stance text
  contact text not null
  goal_id uuid
  deviation_id uuid
  shared_with uuid[] not null
  is_for_all boolean not null
  created_at timestamp with time zone not null
  created_by uuid not null
  expedited_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawn_because text not null default ''::text
  retention_rule text not null default 'keep'::text
  cleared_for uuid[]
  constraint shared_material_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_material_collaboration_id_deviation_id_fkey FOREIGN KEY (collaboration_id, deviation_id) REFERENCES deviation(collaboration_id, id)
  constraint shared_material_collaboration_id_entry_id_entry_version_fkey FOREIGN KEY (collaboration_id, entry_id, entry_version) REFERENCES internal_entry_version(collaboration_id, entry_id, version)
  constraint shared_material_collaboration_id_goal_id_fkey FOREIGN KEY (collaboration_id, goal_id) REFERENCES joint_goal(collaboration_id, id)
  constraint shared_material_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_material_check CHECK (((withdrawn_because = ''::text) = (withdrawn_at IS NULL)))
  constraint shared_material_shared_with_check CHECK ((shared_with <> '{}'::uuid[]))
  CREATE INDEX shared_material_by_deviation ON public.shared_material USING btree (collaboration_id, deviation_id)
  CREATE INDEX shared_material_by_entry ON public.shared_material USING btree (collaboration_id, entry_id, entry_version)
  CREATE INDEX shared_material_by_goal ON public.shared_material USING btree (collaboration_id, goal_id)
  CREATE INDEX shared_material_by_organisation ON public.shared_material USING btree (organisation_id)
  trigger CREATE TRIGGER stay_marked BEFORE INSERT OR UPDATE ON public.shared_material FOR EACH ROW EXECUTE FUNCTION stay_marked('entry_id')
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_cleared for select to armkrok_app
    using (((cleared_for IS NULL) OR ((( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY (cleared_for)))))
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR ((withdrawn_at IS NULL) AND (( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif") = ANY ((shared_with || organisation_id))) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL)))))
  grant insert, select, update to armkrok_app

table shared_view_answer
  -- protected: by collaboration, and until it is shared by the organisation that answered
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  question text not null
  party_id uuid not null
  organisation_id uuid not null
  entered_by_organisation_id uuid
  channel text
  stated_on date
  answer text not null
  text text not null default ''::text
  written_at timestamp with time zone not null
  written_by uuid
  approved_at timestamp with time zone
  approved_by uuid
  visible_at timestamp with time zone
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint shared_view_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_view_answer_collaboration_id_round_id_question_party_key UNIQUE (collaboration_id, round_id, question, party_id)
  constraint shared_view_answer_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES shared_view_party(collaboration_id, round_id, party_id)
  constraint shared_view_answer_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint shared_view_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_view_answer_answer_check CHECK ((answer = ANY (ARRAY['words'::text, 'notKnownYet'::text])))
  constraint shared_view_answer_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'meeting'::text, 'document'::text])))
  constraint shared_view_answer_check CHECK (((answer = 'words'::text) OR (text = ''::text)))
  constraint shared_view_answer_check1 CHECK (((visible_at IS NULL) = (approved_at IS NULL)))
  constraint shared_view_answer_check2 CHECK (((approved_at IS NULL) OR (text <> ''::text) OR (answer = 'notKnownYet'::text)))
  constraint shared_view_answer_check3 CHECK ((((entered_by_organisation_id IS NULL) = (channel IS NULL)) AND ((channel IS NULL) = (stated_on IS NULL))))
  constraint shared_view_answer_question_check CHECK ((question <> ''::text))
  CREATE INDEX shared_view_answer_by_entering ON public.shared_view_answer USING btree (entered_by_organisation_id)
  CREATE INDEX shared_view_answer_by_organisation ON public.shared_view_answer USING btree (organisation_id)
  CREATE INDEX shared_view_answer_by_party ON public.shared_view_answer USING btree (collaboration_id, round_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (entered_by_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table shared_view_party
  -- protected: by collaboration; who was asked when the round opened
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  constraint shared_view_party_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_view_party_collaboration_id_round_id_party_id_key UNIQUE (collaboration_id, round_id, party_id)
  constraint shared_view_party_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint shared_view_party_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES shared_view_round(collaboration_id, id)
  constraint shared_view_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX shared_view_party_by_organisation ON public.shared_view_party USING btree (organisation_id)
  CREATE INDEX shared_view_party_by_party ON public.shared_view_party USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table shared_view_rating
  -- protected: by collaboration, and until it is shared by the organisation that rated
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  question text not null
  party_id uuid not null
  organisation_id uuid not null
  rated_party_id uuid not null
  agreement smallint not null
  created_at timestamp with time zone not null
  rated_at timestamp with time zone not null
  rated_by uuid not null
  visible_at timestamp with time zone not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint shared_view_rating_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_view_rating_collaboration_id_round_id_question_party_key UNIQUE (collaboration_id, round_id, question, party_id, rated_party_id)
  constraint shared_view_rating_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES shared_view_party(collaboration_id, round_id, party_id)
  constraint shared_view_rating_collaboration_id_round_id_rated_party_i_fkey FOREIGN KEY (collaboration_id, round_id, rated_party_id) REFERENCES shared_view_party(collaboration_id, round_id, party_id)
  constraint shared_view_rating_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_view_rating_agreement_check CHECK (((agreement >= 1) AND (agreement <= 5)))
  constraint shared_view_rating_check CHECK ((rated_party_id <> party_id))
  constraint shared_view_rating_question_check CHECK ((question <> ''::text))
  CREATE INDEX shared_view_rating_by_organisation ON public.shared_view_rating USING btree (organisation_id)
  CREATE INDEX shared_view_rating_by_party ON public.shared_view_rating USING btree (collaboration_id, round_id, party_id)
  CREATE INDEX shared_view_rating_by_rated ON public.shared_view_rating USING btree (collaboration_id, round_id, rated_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (visible_at <= ( SELECT (NULLIF(current_setting('armkrok.at'::text, true), ''::text))::timestamp with time zone AS "nullif")))))
  grant insert, select, update to armkrok_app

table shared_view_round
  -- protected: by collaboration; what is asked is not changed once it is open
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  name text not null
  purpose text not null
  instrument_key text not null
  instrument_version integer not null
  instrument jsonb not null
  previous_round_id uuid
  opened_at timestamp with time zone not null
  opened_by uuid not null
  deadline_on date not null
  deadline_at timestamp with time zone not null
  rating_deadline_on date not null
  rating_deadline_at timestamp with time zone not null
  shared_at timestamp with time zone
  ratings_shared_at timestamp with time zone
  closed_at timestamp with time zone
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint shared_view_round_pkey PRIMARY KEY (collaboration_id, id)
  constraint shared_view_round_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint shared_view_round_collaboration_id_previous_round_id_fkey FOREIGN KEY (collaboration_id, previous_round_id) REFERENCES shared_view_round(collaboration_id, id)
  constraint shared_view_round_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_view_round_check CHECK ((rating_deadline_on > deadline_on))
  constraint shared_view_round_instrument_key_check CHECK ((instrument_key <> ''::text))
  constraint shared_view_round_instrument_version_check CHECK ((instrument_version > 0))
  constraint shared_view_round_name_check CHECK ((name <> ''::text))
  constraint shared_view_round_purpose_check CHECK ((purpose <> ''::text))
  CREATE INDEX shared_view_round_by_organisation ON public.shared_view_round USING btree (organisation_id)
  CREATE INDEX shared_view_round_by_previous ON public.shared_view_round USING btree (collaboration_id, previous_round_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.leads'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table shared_view_wording
  -- protected: by collaboration; a version is never changed
  collaboration_id uuid not null
  round_id uuid not null
  question text not null
  number integer not null
  organisation_id uuid not null
  text text not null
  written_at timestamp with time zone not null
  written_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint shared_view_wording_pkey PRIMARY KEY (collaboration_id, round_id, question, number)
  constraint shared_view_wording_collaboration_id_round_id_fkey FOREIGN KEY (collaboration_id, round_id) REFERENCES shared_view_round(collaboration_id, id)
  constraint shared_view_wording_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint shared_view_wording_number_check CHECK ((number > 0))
  constraint shared_view_wording_question_check CHECK ((question <> ''::text))
  constraint shared_view_wording_text_check CHECK ((text <> ''::text))
  CREATE INDEX shared_view_wording_by_organisation ON public.shared_view_wording USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table sign_in_attempt
  -- sealed: limits guesses per account and per address
  key text not null
  at timestamp with time zone not null
  CREATE INDEX sign_in_attempt_by_key ON public.sign_in_attempt USING btree (key, at)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table sign_in_step
  -- sealed: the password was right, the second factor is still asked for
  token_hash bytea not null
  person_id uuid not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  constraint sign_in_step_pkey PRIMARY KEY (token_hash)
  constraint sign_in_step_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  CREATE INDEX sign_in_step_by_person ON public.sign_in_step USING btree (person_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table signatory_letter
  -- protected: by collaboration; noted by a job
  collaboration_id uuid not null
  signatory_place_id uuid not null
  person_id uuid not null
  organisation_id uuid not null
  created_at timestamp with time zone not null
  retention_rule text not null default 'keep'::text
  constraint signatory_letter_pkey PRIMARY KEY (collaboration_id, signatory_place_id, person_id)
  constraint signatory_letter_collaboration_id_signatory_place_id_fkey FOREIGN KEY (collaboration_id, signatory_place_id) REFERENCES signatory_place(collaboration_id, id)
  constraint signatory_letter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint signatory_letter_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  CREATE INDEX signatory_letter_by_organisation ON public.signatory_letter USING btree (organisation_id)
  CREATE INDEX signatory_letter_by_person ON public.signatory_letter USING btree (person_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  grant select to armkrok_app

table signatory_place
  -- protected: by collaboration; said by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  party_id uuid not null
  title text not null
  place integer not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint signatory_place_pkey PRIMARY KEY (collaboration_id, id)
  constraint signatory_place_collaboration_id_agreement_version_id_part_fkey FOREIGN KEY (collaboration_id, agreement_version_id, party_id) REFERENCES agreement_party(collaboration_id, agreement_version_id, party_id)
  constraint signatory_place_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint signatory_place_place_check CHECK ((place > 0))
  constraint signatory_place_title_check CHECK ((title <> ''::text))
  CREATE INDEX signatory_place_by_organisation ON public.signatory_place USING btree (organisation_id)
  CREATE INDEX signatory_place_by_version ON public.signatory_place USING btree (collaboration_id, agreement_version_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table signatory_seat
  -- protected: by collaboration; said by the party itself
  collaboration_id uuid not null
  signatory_place_id uuid not null
  organisation_id uuid not null
  seat_id uuid not null
  created_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  constraint signatory_seat_pkey PRIMARY KEY (collaboration_id, signatory_place_id, organisation_id, seat_id)
  constraint signatory_seat_collaboration_id_signatory_place_id_fkey FOREIGN KEY (collaboration_id, signatory_place_id) REFERENCES signatory_place(collaboration_id, id)
  constraint signatory_seat_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint signatory_seat_organisation_id_seat_id_fkey FOREIGN KEY (organisation_id, seat_id) REFERENCES seat(organisation_id, id)
  CREATE INDEX signatory_seat_by_seat ON public.signatory_seat USING btree (organisation_id, seat_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table signature
  -- protected: by collaboration; electronic by the signatory alone, on paper by the party or those who prepare; never changed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_version_id uuid not null
  party_id uuid not null
  signatory_place_id uuid not null
  manner text not null
  person_id uuid
  signatory_name text not null
  seat_id uuid
  seat_title text not null default ''::text
  is_by_deputy boolean not null default false
  mandate text not null default ''::text
  content_hash bytea not null
  pdf_hash bytea
  signed_on date not null
  created_at timestamp with time zone not null
  sign_in_method text
  sign_in_provider text not null default ''::text
  assurance text
  authenticated_at timestamp with time zone
  evidence text not null
  evidence_signature bytea not null
  time_stamp bytea
  attachment_id uuid
  entered_by_organisation_id uuid
  retention_rule text not null default 'keep'::text
  constraint signature_pkey PRIMARY KEY (collaboration_id, id)
  constraint signature_collaboration_id_signatory_place_id_key UNIQUE (collaboration_id, signatory_place_id)
  constraint signature_collaboration_id_agreement_version_id_party_id_fkey FOREIGN KEY (collaboration_id, agreement_version_id, party_id) REFERENCES agreement_party(collaboration_id, agreement_version_id, party_id)
  constraint signature_collaboration_id_attachment_id_fkey FOREIGN KEY (collaboration_id, attachment_id) REFERENCES attachment(collaboration_id, id)
  constraint signature_collaboration_id_signatory_place_id_fkey FOREIGN KEY (collaboration_id, signatory_place_id) REFERENCES signatory_place(collaboration_id, id)
  constraint signature_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint signature_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint signature_check CHECK (((manner = 'electronic'::text) = (person_id IS NOT NULL)))
  constraint signature_check1 CHECK (((manner = 'electronic'::text) OR (attachment_id IS NOT NULL)))
  constraint signature_check2 CHECK (((manner = 'onPaper'::text) OR ((sign_in_method IS NOT NULL) AND (authenticated_at IS NOT NULL) AND (pdf_hash IS NOT NULL))))
  constraint signature_content_hash_check CHECK ((octet_length(content_hash) = 32))
  constraint signature_manner_check CHECK ((manner = ANY (ARRAY['electronic'::text, 'onPaper'::text])))
  constraint signature_pdf_hash_check CHECK ((octet_length(pdf_hash) = 32))
  constraint signature_signatory_name_check CHECK ((signatory_name <> ''::text))
  CREATE INDEX signature_by_attachment ON public.signature USING btree (collaboration_id, attachment_id)
  CREATE INDEX signature_by_entering ON public.signature USING btree (entered_by_organisation_id)
  CREATE INDEX signature_by_organisation ON public.signature USING btree (organisation_id)
  CREATE INDEX signature_by_person ON public.signature USING btree (person_id)
  CREATE INDEX signature_by_version ON public.signature USING btree (collaboration_id, agreement_version_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND
CASE manner
    WHEN 'electronic'::text THEN ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (person_id = ( SELECT (NULLIF(current_setting('armkrok.user'::text, true), ''::text))::uuid AS "nullif")))
    ELSE ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
END))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (settled_while_party(collaboration_id, agreement_version_id) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (signed_on < left_on(collaboration_id)))))))
  grant insert, select to armkrok_app

table signature_time_stamp
  -- protected: by collaboration; added by a job, never changed
  collaboration_id uuid not null
  signature_id uuid not null
  organisation_id uuid not null
  authority text not null
  stamp bytea not null
  created_at timestamp with time zone not null
  retention_rule text not null default 'keep'::text
  constraint signature_time_stamp_pkey PRIMARY KEY (collaboration_id, signature_id)
  constraint signature_time_stamp_collaboration_id_signature_id_fkey FOREIGN KEY (collaboration_id, signature_id) REFERENCES signature(collaboration_id, id)
  constraint signature_time_stamp_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint signature_time_stamp_authority_check CHECK ((authority <> ''::text))
  CREATE INDEX signature_time_stamp_by_organisation ON public.signature_time_stamp USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant select to armkrok_app

table steering_document
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  title text not null
  kind text
  relation text
  owner_party_id uuid
  rhythm text
  feeds text[] not null default '{}'::text[]
  has_joint_goals boolean
  source_note text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  organisation_id uuid not null
  perspectives text[] not null default '{}'::text[]
  development_areas text[] not null default '{}'::text[]
  constraint steering_document_pkey PRIMARY KEY (collaboration_id, id)
  constraint steering_document_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint steering_document_collaboration_id_owner_party_id_fkey FOREIGN KEY (collaboration_id, owner_party_id) REFERENCES party(collaboration_id, id)
  constraint steering_document_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint steering_document_feeds_check CHECK ((feeds <@ ARRAY['planning'::text, 'budget'::text]))
  constraint steering_document_kind_check CHECK ((kind = ANY (ARRAY['politicalDirectionDocument'::text, 'regionalDevelopmentStrategy'::text, 'vision'::text])))
  constraint steering_document_relation_check CHECK ((relation = ANY (ARRAY['takenFrom'::text, 'buildsOn'::text, 'inLineWith'::text])))
  constraint steering_document_rhythm_check CHECK ((rhythm = 'yearly'::text))
  constraint steering_document_source_note_check CHECK ((source_note <> ''::text))
  constraint steering_document_title_check CHECK ((title <> ''::text))
  CREATE INDEX steering_document_by_organisation ON public.steering_document USING btree (organisation_id)
  CREATE INDEX steering_document_by_party ON public.steering_document USING btree (collaboration_id, owner_party_id)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.steering_document FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table stored_file
  -- sealed: reached through functions; the contents that are kept outside the database
  sha256 bytea not null
  bytes bigint not null
  kept_at timestamp with time zone not null
  removing_at timestamp with time zone
  constraint stored_file_pkey PRIMARY KEY (sha256)
  constraint stored_file_bytes_check CHECK ((bytes > 0))
  constraint stored_file_sha256_check CHECK ((octet_length(sha256) = 32))
  CREATE INDEX stored_file_by_keeping ON public.stored_file USING btree (kept_at)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table takeover_answer
  -- protected: by collaboration; a yes for everyone, a no for the two and those who prepare; said by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  from_organisation_id uuid not null
  withdrawal_undertaking_id uuid not null
  party_id uuid not null
  is_accepted boolean not null
  note text not null default ''::text
  entered_by_organisation_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint takeover_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint takeover_answer_collaboration_id_withdrawal_undertaking_id__key UNIQUE (collaboration_id, withdrawal_undertaking_id, party_id)
  constraint takeover_answer_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint takeover_answer_collaboration_id_withdrawal_undertaking_id_fkey FOREIGN KEY (collaboration_id, withdrawal_undertaking_id) REFERENCES withdrawal_undertaking(collaboration_id, id)
  constraint takeover_answer_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint takeover_answer_from_organisation_id_fkey FOREIGN KEY (from_organisation_id) REFERENCES organisation(id)
  constraint takeover_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  CREATE INDEX takeover_answer_by_entering ON public.takeover_answer USING btree (entered_by_organisation_id)
  CREATE INDEX takeover_answer_by_leaving ON public.takeover_answer USING btree (from_organisation_id)
  CREATE INDEX takeover_answer_by_organisation ON public.takeover_answer USING btree (organisation_id)
  CREATE INDEX takeover_answer_by_party ON public.takeover_answer USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND ((from_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (is_accepted OR (from_organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif"))))))
  grant insert, select, update to armkrok_app

table technical_condition
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  place integer not null
  name text not null
  owner_party_id uuid
  owner_name text not null default ''::text
  standard_version text not null default ''::text
  hinders text not null default ''::text
  acting_party_id uuid
  action text not null default ''::text
  is_settled boolean not null default false
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint technical_condition_pkey PRIMARY KEY (collaboration_id, id)
  constraint technical_condition_collaboration_id_acting_party_id_fkey FOREIGN KEY (collaboration_id, acting_party_id) REFERENCES party(collaboration_id, id)
  constraint technical_condition_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint technical_condition_collaboration_id_owner_party_id_fkey FOREIGN KEY (collaboration_id, owner_party_id) REFERENCES party(collaboration_id, id)
  constraint technical_condition_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint technical_condition_check CHECK (((owner_party_id IS NULL) OR (owner_name = ''::text)))
  constraint technical_condition_name_check CHECK ((name <> ''::text))
  constraint technical_condition_place_check CHECK ((place > 0))
  CREATE INDEX technical_condition_by_acting ON public.technical_condition USING btree (collaboration_id, acting_party_id)
  CREATE INDEX technical_condition_by_organisation ON public.technical_condition USING btree (organisation_id)
  CREATE INDEX technical_condition_by_owner ON public.technical_condition USING btree (collaboration_id, owner_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table trade_off
  -- protected: by collaboration, for those signed in for the organisation that made it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  first_year integer
  last_year integer
  cost bigint
  cost_words text not null default ''::text
  gain bigint
  gain_words text not null default ''::text
  outcome text
  words text not null default ''::text
  weighed_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint trade_off_pkey PRIMARY KEY (collaboration_id, id)
  constraint trade_off_collaboration_id_organisation_id_key UNIQUE (collaboration_id, organisation_id)
  constraint trade_off_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint trade_off_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint trade_off_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint trade_off_check CHECK (((last_year >= first_year) AND (last_year <= (first_year + 40))))
  constraint trade_off_check1 CHECK (((first_year IS NULL) = (last_year IS NULL)))
  constraint trade_off_cost_check CHECK (((cost >= 0) AND (cost <= '100000000000000'::bigint)))
  constraint trade_off_first_year_check CHECK (((first_year >= 1900) AND (first_year <= 2200)))
  constraint trade_off_gain_check CHECK (((gain >= 0) AND (gain <= '100000000000000'::bigint)))
  constraint trade_off_outcome_check CHECK ((outcome = ANY (ARRAY['worthIt'::text, 'worthItWith'::text, 'notWorthIt'::text, 'cannotSay'::text])))
  CREATE INDEX trade_off_by_organisation ON public.trade_off USING btree (organisation_id)
  CREATE INDEX trade_off_by_party ON public.trade_off USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL))))
  grant insert, select, update to armkrok_app

table trap_answer
  -- protected: by collaboration; by the party, or entered for it; jointly by those who prepare
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid
  phase text not null
  trap text not null
  instrument_version integer not null
  answer text
  text text not null default ''::text
  entered_by_organisation_id uuid
  channel text
  stated_on date
  answered_at timestamp with time zone not null
  answered_by uuid
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint trap_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint trap_answer_collaboration_id_phase_trap_party_id_key UNIQUE NULLS NOT DISTINCT (collaboration_id, phase, trap, party_id)
  constraint trap_answer_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint trap_answer_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint trap_answer_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint trap_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint trap_answer_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'doNotKnow'::text])))
  constraint trap_answer_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'meeting'::text, 'document'::text])))
  constraint trap_answer_check CHECK (((answer IS NOT NULL) OR (text <> ''::text)))
  constraint trap_answer_check1 CHECK ((((entered_by_organisation_id IS NULL) = (channel IS NULL)) AND ((channel IS NULL) = (stated_on IS NULL))))
  constraint trap_answer_instrument_version_check CHECK ((instrument_version > 0))
  constraint trap_answer_phase_check CHECK ((phase = ANY (ARRAY['identify'::text, 'establish'::text, 'operate'::text, 'handOver'::text, 'close'::text, 'notCollaboration'::text])))
  constraint trap_answer_trap_check CHECK ((trap <> ''::text))
  CREATE INDEX trap_answer_by_entering ON public.trap_answer USING btree (entered_by_organisation_id)
  CREATE INDEX trap_answer_by_organisation ON public.trap_answer USING btree (organisation_id)
  CREATE INDEX trap_answer_by_party ON public.trap_answer USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table undertaking_answer
  -- protected: by collaboration; written by the party, or entered for it as long as it has not written it itself
  collaboration_id uuid not null
  id uuid not null
  round_id uuid not null
  party_id uuid not null
  organisation_id uuid not null
  entered_by_organisation_id uuid
  contribution_id uuid
  duty_id uuid
  words text not null
  outcome text not null
  why text not null default ''::text
  answered_at timestamp with time zone not null
  answered_by uuid
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint undertaking_answer_pkey PRIMARY KEY (collaboration_id, id)
  constraint undertaking_answer_collaboration_id_round_id_contribution_i_key UNIQUE (collaboration_id, round_id, contribution_id)
  constraint undertaking_answer_collaboration_id_round_id_duty_id_key UNIQUE (collaboration_id, round_id, duty_id)
  constraint undertaking_answer_collaboration_id_contribution_id_fkey FOREIGN KEY (collaboration_id, contribution_id) REFERENCES contribution(collaboration_id, id)
  constraint undertaking_answer_collaboration_id_duty_id_fkey FOREIGN KEY (collaboration_id, duty_id) REFERENCES agreement_undertaking(collaboration_id, id)
  constraint undertaking_answer_collaboration_id_round_id_party_id_fkey FOREIGN KEY (collaboration_id, round_id, party_id) REFERENCES round_party(collaboration_id, round_id, party_id)
  constraint undertaking_answer_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint undertaking_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint undertaking_answer_check CHECK (((outcome <> ALL (ARRAY['partly'::text, 'notKept'::text])) OR (why <> ''::text)))
  constraint undertaking_answer_check1 CHECK ((num_nonnulls(contribution_id, duty_id) = 1))
  constraint undertaking_answer_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'partly'::text, 'notKept'::text, 'notDue'::text])))
  constraint undertaking_answer_words_check CHECK ((words <> ''::text))
  CREATE INDEX undertaking_answer_by_contribution ON public.undertaking_answer USING btree (collaboration_id, contribution_id)
  CREATE INDEX undertaking_answer_by_duty ON public.undertaking_answer USING btree (collaboration_id, duty_id)
  CREATE INDEX undertaking_answer_by_entering ON public.undertaking_answer USING btree (entered_by_organisation_id)
  CREATE INDEX undertaking_answer_by_organisation ON public.undertaking_answer USING btree (organisation_id)
  CREATE INDEX undertaking_answer_by_party ON public.undertaking_answer USING btree (collaboration_id, round_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((entered_by_organisation_id IS NOT NULL) OR (party_id IS NULL))))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table user_session
  -- sealed: reached through functions
  token_hash bytea not null
  person_id uuid not null
  organisation_id uuid
  created_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  id uuid not null
  method text not null
  provider_organisation_id uuid
  assurance text
  authenticated_at timestamp with time zone not null
  stepped_up_at timestamp with time zone
  ended_at timestamp with time zone
  agent text not null default ''::text
  kept_out_because text
  acr text
  idle_for interval not null default '01:00:00'::interval
  may_administer boolean not null default true
  constraint user_session_pkey PRIMARY KEY (token_hash)
  constraint user_session_id_key UNIQUE (id)
  constraint user_session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint user_session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
  constraint user_session_provider_organisation_id_fkey FOREIGN KEY (provider_organisation_id) REFERENCES organisation(id)
  constraint user_session_assurance_check CHECK ((assurance = ANY (ARRAY['loa2'::text, 'loa3'::text, 'loa4'::text, 'eidasSubstantial'::text, 'eidasHigh'::text])))
  constraint user_session_kept_out_because_check CHECK ((kept_out_because = ANY (ARRAY['secondFactor'::text, 'ownProvider'::text])))
  constraint user_session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'passwordAndCode'::text, 'passkey'::text, 'provider'::text, 'installation'::text])))
  constraint user_session_provider_check CHECK (((method = 'provider'::text) = (provider_organisation_id IS NOT NULL)))
  CREATE INDEX user_session_by_organisation ON public.user_session USING btree (organisation_id)
  CREATE INDEX user_session_by_person ON public.user_session USING btree (person_id)
  CREATE INDEX user_session_by_provider ON public.user_session USING btree (provider_organisation_id)
  row level security, forced
  policy everything for all to armkrok_owner
    using (true)
    with check (true)

table value_doubt
  -- protected: by collaboration; published values that the collaboration doubts
  collaboration_id uuid not null
  id uuid not null
  series_id integer not null
  area_code text not null
  period smallint not null
  sex "char" not null
  reason text not null
  created_at timestamp with time zone not null
  created_by uuid not null
  organisation_id uuid not null
  constraint value_doubt_pkey PRIMARY KEY (collaboration_id, id)
  constraint value_doubt_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code)
  constraint value_doubt_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint value_doubt_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint value_doubt_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
  constraint value_doubt_reason_check CHECK ((reason <> ''::text))
  constraint value_doubt_sex_check CHECK ((sex = ANY (ARRAY['T'::"char", 'K'::"char", 'M'::"char"])))
  CREATE INDEX value_doubt_by_area ON public.value_doubt USING btree (area_code)
  CREATE INDEX value_doubt_by_organisation ON public.value_doubt USING btree (organisation_id)
  CREATE INDEX value_doubt_by_series ON public.value_doubt USING btree (series_id)
  CREATE INDEX value_doubt_by_value ON public.value_doubt USING btree (collaboration_id, series_id, area_code, period, sex)
  trigger CREATE TRIGGER sign_record BEFORE INSERT ON public.value_doubt FOR EACH ROW EXECUTE FUNCTION sign_record()
  row level security, forced
  policy add_own for insert to armkrok_app
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy change_own for update to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
    with check ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  policy remove_own for delete to armkrok_app
    using ((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))
  grant insert, select, update to armkrok_app

table withdrawal
  -- protected: by collaboration; said by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  agreement_id uuid not null
  party_id uuid not null
  noticed_on date not null
  leaves_on date not null
  because text not null default ''::text
  instance text not null default ''::text
  decided_on date
  paragraph text not null default ''::text
  registration_number text not null default ''::text
  money_text text
  data_text text
  entered_by_organisation_id uuid
  created_at timestamp with time zone not null
  created_by uuid not null
  taken_back_on date
  taken_back_because text not null default ''::text
  carried_out_at timestamp with time zone
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint withdrawal_pkey PRIMARY KEY (collaboration_id, id)
  constraint withdrawal_collaboration_id_agreement_id_fkey FOREIGN KEY (collaboration_id, agreement_id) REFERENCES agreement(collaboration_id, id)
  constraint withdrawal_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint withdrawal_entered_by_organisation_id_fkey FOREIGN KEY (entered_by_organisation_id) REFERENCES organisation(id)
  constraint withdrawal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint withdrawal_check CHECK ((leaves_on >= noticed_on))
  constraint withdrawal_check1 CHECK (((taken_back_because = ''::text) = (taken_back_on IS NULL)))
  constraint withdrawal_check2 CHECK (((carried_out_at IS NULL) OR (taken_back_on IS NULL)))
  constraint withdrawal_check3 CHECK (((decided_on IS NULL) OR (instance <> ''::text)))
  CREATE INDEX withdrawal_by_agreement ON public.withdrawal USING btree (collaboration_id, agreement_id)
  CREATE INDEX withdrawal_by_entering ON public.withdrawal USING btree (entered_by_organisation_id)
  CREATE INDEX withdrawal_by_organisation ON public.withdrawal USING btree (organisation_id)
  CREATE INDEX withdrawal_by_party ON public.withdrawal USING btree (collaboration_id, party_id)
  CREATE UNIQUE INDEX withdrawal_running ON public.withdrawal USING btree (collaboration_id, agreement_id, party_id) WHERE (taken_back_on IS NULL)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using ((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))))
  grant insert, select, update to armkrok_app

table withdrawal_undertaking
  -- protected: by collaboration; said by the party, or entered for it
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  withdrawal_id uuid not null
  subject_type text not null
  subject_id uuid not null
  text text not null
  becomes text not null
  taken_over_by_party_id uuid
  note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  retention_rule text not null default 'keep'::text
  constraint withdrawal_undertaking_pkey PRIMARY KEY (collaboration_id, id)
  constraint withdrawal_undertaking_collaboration_id_withdrawal_id_subje_key UNIQUE (collaboration_id, withdrawal_id, subject_id)
  constraint withdrawal_undertaking_collaboration_id_taken_over_by_part_fkey FOREIGN KEY (collaboration_id, taken_over_by_party_id) REFERENCES party(collaboration_id, id)
  constraint withdrawal_undertaking_collaboration_id_withdrawal_id_fkey FOREIGN KEY (collaboration_id, withdrawal_id) REFERENCES withdrawal(collaboration_id, id)
  constraint withdrawal_undertaking_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint withdrawal_undertaking_becomes_check CHECK ((becomes = ANY (ARRAY['isKept'::text, 'isTakenOver'::text, 'ends'::text])))
  constraint withdrawal_undertaking_check CHECK (((becomes = 'isTakenOver'::text) = (taken_over_by_party_id IS NOT NULL)))
  constraint withdrawal_undertaking_subject_type_check CHECK ((subject_type = ANY (ARRAY['contribution'::text, 'agreementUndertaking'::text])))
  constraint withdrawal_undertaking_text_check CHECK ((text <> ''::text))
  CREATE INDEX withdrawal_undertaking_by_organisation ON public.withdrawal_undertaking USING btree (organisation_id)
  CREATE INDEX withdrawal_undertaking_by_receiver ON public.withdrawal_undertaking USING btree (collaboration_id, taken_over_by_party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true) OR ((collaboration_id = ANY (( SELECT left_collaborations() AS left_collaborations)::uuid[])) AND (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")))) AND ((becomes <> 'isTakenOver'::text) OR (organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) OR (taken_over_by_party_id = ANY (( SELECT own_parties() AS own_parties)::uuid[])) OR (EXISTS ( SELECT
   FROM takeover_answer t
  WHERE ((t.collaboration_id = withdrawal_undertaking.collaboration_id) AND (t.withdrawal_undertaking_id = withdrawal_undertaking.id) AND t.is_accepted AND (t.party_id = withdrawal_undertaking.taken_over_by_party_id)))))))
  grant insert, select, update to armkrok_app

table writing_turn
  -- protected: by collaboration; never changed
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  section text not null
  party_id uuid
  since_at timestamp with time zone not null
  is_ended boolean not null default false
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint writing_turn_pkey PRIMARY KEY (collaboration_id, id)
  constraint writing_turn_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint writing_turn_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint writing_turn_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint writing_turn_section_check CHECK ((section <> ''::text))
  CREATE INDEX writing_turn_by_organisation ON public.writing_turn USING btree (organisation_id)
  CREATE INDEX writing_turn_by_party ON public.writing_turn USING btree (collaboration_id, party_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[]))) OR (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

table year_event
  -- protected: by collaboration
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  title text not null
  kind text not null
  year integer
  times integer not null default 1
  begins_month integer
  begins_day integer
  ends_month integer
  ends_day integer
  held_by_party_id uuid
  source_note text not null default ''::text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint year_event_pkey PRIMARY KEY (collaboration_id, id)
  constraint year_event_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint year_event_collaboration_id_held_by_party_id_fkey FOREIGN KEY (collaboration_id, held_by_party_id) REFERENCES party(collaboration_id, id)
  constraint year_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint year_event_begins_day_check CHECK (((begins_day >= 1) AND (begins_day <= 31)))
  constraint year_event_begins_month_check CHECK (((begins_month >= 1) AND (begins_month <= 12)))
  constraint year_event_check CHECK ((num_nulls(begins_month, begins_day, ends_month, ends_day) = ANY (ARRAY[0, 4])))
  constraint year_event_check1 CHECK (((times = 1) OR (begins_month IS NULL)))
  constraint year_event_ends_day_check CHECK (((ends_day >= 1) AND (ends_day <= 31)))
  constraint year_event_ends_month_check CHECK (((ends_month >= 1) AND (ends_month <= 12)))
  constraint year_event_kind_check CHECK ((kind = ANY (ARRAY['jointMeeting'::text, 'goalsAdopted'::text, 'dialogue'::text, 'other'::text])))
  constraint year_event_times_check CHECK (((times >= 1) AND (times <= 60)))
  constraint year_event_title_check CHECK ((title <> ''::text))
  constraint year_event_year_check CHECK (((year >= 1900) AND (year <= 2200)))
  CREATE INDEX year_event_by_holding_party ON public.year_event USING btree (collaboration_id, held_by_party_id)
  CREATE INDEX year_event_by_organisation ON public.year_event USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND (collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.prepares'::text, true), ''::text))::uuid[] AS "nullif")::uuid[]))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select, update to armkrok_app

table yearly_review
  -- protected: by collaboration, for the party alone
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  party_id uuid not null
  year integer not null
  done text not null default ''::text
  gave text not null default ''::text
  changes text not null default ''::text
  course text
  created_at timestamp with time zone not null
  created_by uuid not null
  version integer not null default 1
  withdrawn_at timestamp with time zone
  retention_rule text not null default 'keep'::text
  constraint yearly_review_pkey PRIMARY KEY (collaboration_id, id)
  constraint yearly_review_collaboration_id_party_id_year_key UNIQUE (collaboration_id, party_id, year)
  constraint yearly_review_collaboration_id_fkey FOREIGN KEY (collaboration_id) REFERENCES collaboration(id)
  constraint yearly_review_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint yearly_review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint yearly_review_changes_check CHECK ((length(changes) <= 4000))
  constraint yearly_review_course_check CHECK ((course = ANY (ARRAY['continues'::text, 'changes'::text, 'leaves'::text])))
  constraint yearly_review_done_check CHECK ((length(done) <= 4000))
  constraint yearly_review_gave_check CHECK ((length(gave) <= 4000))
  constraint yearly_review_year_check CHECK (((year >= 1990) AND (year <= 2200)))
  CREATE INDEX yearly_review_by_organisation ON public.yearly_review USING btree (organisation_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy change_own for update to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (( SELECT NULLIF(current_setting('armkrok.user'::text, true), ''::text) AS "nullif") IS NOT NULL))))
  grant insert, select, update to armkrok_app

table yearly_review_outcome
  -- protected: by collaboration; shared by the party, and not changed afterwards
  collaboration_id uuid not null
  id uuid not null
  organisation_id uuid not null
  yearly_review_id uuid not null
  party_id uuid not null
  year integer not null
  course text not null
  words text not null default ''::text
  decided_by text not null default ''::text
  paragraph text not null default ''::text
  decided_on date not null
  created_at timestamp with time zone not null
  created_by uuid not null
  retention_rule text not null default 'keep'::text
  constraint yearly_review_outcome_pkey PRIMARY KEY (collaboration_id, id)
  constraint yearly_review_outcome_collaboration_id_party_id_fkey FOREIGN KEY (collaboration_id, party_id) REFERENCES party(collaboration_id, id)
  constraint yearly_review_outcome_collaboration_id_yearly_review_id_fkey FOREIGN KEY (collaboration_id, yearly_review_id) REFERENCES yearly_review(collaboration_id, id)
  constraint yearly_review_outcome_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id)
  constraint yearly_review_outcome_check CHECK (((paragraph = ''::text) OR (decided_by <> ''::text)))
  constraint yearly_review_outcome_course_check CHECK ((course = ANY (ARRAY['continues'::text, 'changes'::text, 'leaves'::text])))
  constraint yearly_review_outcome_decided_by_check CHECK ((length(decided_by) <= 200))
  constraint yearly_review_outcome_words_check CHECK ((length(words) <= 2000))
  CREATE INDEX yearly_review_outcome_by_organisation ON public.yearly_review_outcome USING btree (organisation_id)
  CREATE INDEX yearly_review_outcome_by_party ON public.yearly_review_outcome USING btree (collaboration_id, party_id)
  CREATE INDEX yearly_review_outcome_by_review ON public.yearly_review_outcome USING btree (collaboration_id, yearly_review_id)
  row level security, forced
  policy add_own for insert to armkrok_app
    with check (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND ((organisation_id = ( SELECT (NULLIF(current_setting('armkrok.organisation'::text, true), ''::text))::uuid AS "nullif")) AND (collaboration_id = ANY (( SELECT spoken_collaborations() AS spoken_collaborations)::uuid[])))))
  policy everything for all to armkrok_owner
    using (true)
    with check (true)
  policy read_own for select to armkrok_app
    using (((collaboration_id = ANY (( SELECT (NULLIF(current_setting('armkrok.collaborations'::text, true), ''::text))::uuid[] AS "nullif")::uuid[])) AND true))
  grant insert, select to armkrok_app

-- Functions and procedures

CREATE OR REPLACE FUNCTION public.accept_invitation(token bytea, new_person uuid, chosen_name text, new_password text, chosen_language text, term uuid, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, organisation_id uuid, seat_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  invited invitation;
  holder uuid;
  called text;
  starts date;
begin
  update invitation i set used_at = acting_at
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at
  returning i.* into invited;
  if invited.id is null then return; end if;
  select p.id, p.name into holder, called from person p where p.email = invited.email and p.withdrawn_at is null;
  if holder is not null and holder::text is distinct from current_setting('armkrok.user', true) then
    raise exception 'the invitation is for somebody else' using errcode = '42501';
  end if;
  starts := greatest(invited.begins_on, (acting_at at time zone 'Europe/Stockholm')::date);
  if invited.kind = 'holder' then
    update seat_term t set ended_on = greatest(starts, t.began_on)
    where t.organisation_id = invited.organisation_id and t.seat_id = invited.seat_id and t.kind = 'holder'
      and t.ended_on is null;
  end if;
  if holder is null then
    holder := new_person;
    called := chosen_name;
    insert into person (organisation_id, id, name, email, password, language, created_at)
    values (invited.organisation_id, holder, called, invited.email, new_password, chosen_language, acting_at);
  end if;
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values (invited.organisation_id, term, invited.seat_id, holder, called, invited.kind, starts, acting_at);
  return query select holder, invited.organisation_id, invited.seat_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.account_of(person uuid)
 RETURNS TABLE(person_id uuid, name text, email text, password text, language text, is_system_administrator boolean, is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.id, p.name, p.email, p.password, p.language, p.is_system_administrator, p.is_demo,
    exists (select from authenticator a where a.person_id = p.id),
    exists (select from passkey k where k.person_id = p.id),
    (select count(*)::integer from recovery_code r where r.person_id = p.id and r.used_at is null)
  from person p where p.id = person and p.withdrawn_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.act_for(token bytea, organisation uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update user_session s set organisation_id = organisation
  where s.token_hash = token and is_alive(s, acting_at)
    and organisation in (select o.organisation_id from organisations_of(s.person_id, acting_at) o);
  if not found then return false; end if;
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = token;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.acting_system_administrator()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.id from person p
  where p.id::text = current_setting('armkrok.user', true) and p.is_system_administrator and p.withdrawn_at is null
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.actor_placings_given(collaboration uuid)
 RETURNS TABLE(analysis_id uuid, party_id uuid, is_given boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select ap.analysis_id, ap.party_id, exists (select from actor_placing p where p.collaboration_id = ap.collaboration_id
    and p.analysis_id = ap.analysis_id and p.party_id = ap.party_id)
  from actor_analysis_party ap
  where ap.collaboration_id = collaboration
    and ap.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.acts_of_version(within uuid, wanted uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select jsonb_build_object(
    'version', jsonb_build_object('id', v.id, 'number', v.number, 'agreementId', a.id, 'title', a.title, 'ground', a.ground,
      'adoptingPartyId', a.adopting_party_id, 'leastBound', v.least_bound, 'fromOn', v.from_on, 'endsOn', v.ends_on,
      'renewsByMonths', v.renews_by_months, 'sentAt', v.sent_at, 'lockedAt', v.locked_at,
      'enteredIntoForceOn', v.entered_into_force_on, 'replacedOn', v.replaced_on, 'endedOn', a.ended_on,
      'isSignedInOrder', v.is_signed_in_order, 'isUnderAnother', a.main_agreement_id is not null, 'organisationId', v.organisation_id,
      'isTakenOver', a.is_taken_over),
    'parties', coalesce((
      select jsonb_agg(jsonb_build_object('id', ap.id, 'partyId', ap.party_id, 'organisationId', ap.organisation_id,
        'status', p.status, 'boundOn', p.bound_on,
        'isRequired', ap.is_required, 'isJoiningLater', ap.is_joining_later, 'declines', ap.stance = 'declines',
        'decidedOn', ap.decided_on, 'outcome', ap.outcome, 'appeal', ap.appeal, 'appealEndsOn', ap.appeal_ends_on,
        'leftOn', ap.left_on, 'signedOn', coalesce((
          select jsonb_agg(s.signed_on order by sp.place, sp.id)
          from signatory_place sp
          left join signature s on s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id
          where sp.collaboration_id = ap.collaboration_id and sp.agreement_version_id = ap.agreement_version_id
            and sp.party_id = ap.party_id and sp.withdrawn_at is null), '[]'::jsonb))
        order by p.place, ap.id)
      from agreement_party ap join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      where ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id and ap.withdrawn_at is null), '[]'::jsonb))
  from agreement_version v join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.collaboration_id = within and v.id = wanted and v.withdrawn_at is null and a.withdrawn_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.add_claim_mapping(organisation uuid, mapping uuid, given_claim text, given_value text, given_seat_organisation uuid, given_seat uuid, given_kind text, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  if not stands_within(given_seat_organisation, organisation) or not exists (
    select from seat s where s.organisation_id = given_seat_organisation and s.id = given_seat and s.ended_on is null)
  then return false; end if;
  insert into claim_mapping (organisation_id, id, claim, value, seat_organisation_id, seat_id, kind, created_at)
  values (organisation, mapping, given_claim, given_value, given_seat_organisation, given_seat, given_kind, acting_at)
  on conflict (organisation_id, claim, value, seat_id) do nothing;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.add_passkey(passkey_id uuid, credential bytea, key bytea, count bigint, ways text[], called text, copyable boolean, copied boolean, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with added as (
    insert into passkey (person_id, id, credential_id, public_key, counter, transports, name, may_be_copied, is_copied,
      created_at)
    values (nullif(current_setting('armkrok.user', true), '')::uuid, passkey_id, credential, key, count, ways, called,
      copyable, copied, acting_at)
    on conflict (credential_id) do nothing returning 1)
  select exists (select from added)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.add_provider_key(organisation uuid, key text, public_part jsonb, sealed_part text, begins boolean, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  insert into provider_key (organisation_id, key_id, public_key, sealed_key, created_at, begun_at)
  values (organisation, key, public_part, sealed_part, acting_at, case when begins then acting_at end);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.add_series_fetch(of_series integer, compared_with integer, fetched date, hash text, values_given integer, added integer, revised integer, deleted integer, areas text[], periods smallint[], sexes "char"[], amounts double precision[], statuses text[], acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  new_id integer;
begin
  perform from series where id = of_series for update;
  if compared_with is distinct from (select max(id) from series_fetch where series_id = of_series) then
    raise exception 'the series % has been fetched meanwhile', of_series using errcode = 'serialization_failure';
  end if;
  insert into series_fetch (series_id, fetched_on, file_hash, value_count, added_count, revised_count, deleted_count,
    created_at)
  values (of_series, fetched, hash, values_given, added, revised, deleted, acting_at) returning id into new_id;
  insert into series_value (series_id, area_code, period, sex, fetch_id, value, status)
  select of_series, g.area, g.period, g.sex, new_id, g.amount, g.status
  from unnest(areas, periods, sexes, amounts, statuses) as g(area, period, sex, amount, status);
  update series s set first_period = least(s.first_period, n.first), last_period = greatest(s.last_period, n.last)
  from (select min(g.period) as first, max(g.period) as last
    from unnest(periods, amounts) as g(period, amount) where g.amount is not null) n
  where s.id = of_series and n.first is not null;
  return new_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.add_to_event_group(collaboration uuid, grouped uuid, organisations uuid[], people uuid[], acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from collaboration c join event_group g on g.collaboration_id = c.id and g.id = grouped
      where c.id = collaboration and c.confidentiality = 'protected' and g.closed_at is null
        and g.id = any(my_event_groups())) then
    raise exception 'no such group' using errcode = '42501';
  end if;
  insert into event_group_member as m (collaboration_id, event_group_id, organisation_id, person_id, added_by, created_at)
  select n.collaboration_id, grouped, n.organisation_id, n.person_id, nullif(current_setting('armkrok.user', true), '')::uuid,
    acting_at
  from unnest(organisations, people) as listed(organisation, person)
  join collaboration_person n on n.collaboration_id = collaboration and n.organisation_id = listed.organisation
    and n.person_id = listed.person and n.ended_at is null
  on conflict (collaboration_id, event_group_id, organisation_id, person_id)
    do update set ended_at = null, added_by = excluded.added_by where m.ended_at is not null;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.administered_organisations()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return '{}'; end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  return nullif(current_setting('armkrok.administers', true), '')::uuid[];
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.administered_provider(organisation uuid)
 RETURNS TABLE(organisation_id uuid, organisation_name text, issuer text, client_id text, contact text, authentication text, sealed_secret text, is_request_signed boolean, name_claim text, email_claim text, accepted_acrs jsonb, is_acr_required boolean, is_offered boolean, version integer, tested_version integer, tested_at timestamp with time zone, failure text, failed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.* from find_provider(organisation) p where may_administer(organisation)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.admit_guest(collaboration uuid, admitted uuid, sponsor uuid, guest_organisation uuid, organisation_name text, organisation_kind text, seat uuid, seat_title text, guest_name text, last_day date, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  answers uuid;
  fictional boolean;
begin
  if collaboration <> all(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]) then
    raise exception 'only who leads a collaboration lets a guest in' using errcode = '42501';
  end if;
  if last_day <= today or last_day > today + 366 then
    raise exception 'a guest is let in for a year at most' using errcode = '23514';
  end if;
  select p.organisation_id, o.is_fictional into answers, fictional
  from party p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = collaboration and p.id = sponsor and p.withdrawn_at is null
    and p.status not in ('considered', 'declined', 'left');
  if answers is null then
    raise exception 'no such party' using errcode = '42501';
  end if;
  insert into organisation (id, kind, name, is_fictional, is_guest, created_at)
  values (guest_organisation, organisation_kind, organisation_name, fictional, true, acting_at);
  insert into organisation_sign_in (organisation_id, demands, created_at, changed_at)
  values (guest_organisation, 'secondFactor', acting_at, acting_at);
  insert into seat (organisation_id, id, title, level, created_at)
  values (guest_organisation, seat, seat_title, 'officer', acting_at);
  insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, ends_on, created_at)
  values (collaboration, guest_organisation, seat, 'reader', last_day + 1, acting_at);
  insert into guest (collaboration_id, id, organisation_id, party_id, guest_organisation_id, seat_id, name, ends_on,
    created_at, created_by)
  values (collaboration, admitted, answers, sponsor, guest_organisation, seat, guest_name, last_day, acting_at, acting);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.append_history(entries jsonb, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  instant constant bigint := extract(epoch from acting_at) * 1000000;
  entry record;
  head record;
  entry_id uuid;
  salt bytea;
  payload bytea;
begin
  perform pg_advisory_xact_lock(4172027, held.lock)
  from (
    select distinct hashtext(coalesce(e ->> 'collaborationId', e ->> 'organisationId', 'instance')) as lock
    from jsonb_array_elements(entries) e order by 1
  ) held;
  for entry in
    select coalesce(e."collaborationId"::text, e."organisationId"::text, 'instance') as chain,
      e."collaborationId" as collaboration, e."organisationId" as organisation, e."userId" as person, e."seatId" as seat,
      e.verb, e."subjectType" as subject_type, e."subjectId" as subject,
      nullif(e.before, 'null') as before, nullif(e.after, 'null') as after
    from jsonb_to_recordset(entries) as e("collaborationId" uuid, "organisationId" uuid, "userId" uuid, "seatId" uuid,
      verb text, "subjectType" text, "subjectId" uuid, before jsonb, after jsonb)
  loop
    select h.seq, h.hash into head from history h where h.chain = entry.chain order by h.seq desc limit 1;
    entry_id := gen_random_uuid();
    salt := uuid_send(gen_random_uuid());
    payload := sha256(salt || convert_to(json_build_array(entry.before, entry.after)::text, 'UTF8'));
    insert into history (form, id, chain, seq, at, collaboration_id, organisation_id, user_id, seat_id, verb, subject_type,
      subject_id, payload_hash, previous_hash, hash)
    values (2, entry_id, entry.chain, coalesce(head.seq, 0) + 1, acting_at, entry.collaboration, entry.organisation,
      entry.person, entry.seat, entry.verb, entry.subject_type, entry.subject, payload, head.hash,
      sha256(convert_to(json_build_array(2, entry_id, entry.chain, coalesce(head.seq, 0) + 1, instant, entry.person,
        entry.seat, entry.organisation, entry.collaboration, entry.verb, entry.subject_type, entry.subject,
        encode(payload, 'hex'), encode(head.hash, 'hex'))::text, 'UTF8')));
    insert into history_payload (history_id, collaboration_id, organisation_id, salt, before, after)
    values (entry_id, entry.collaboration, entry.organisation, salt, entry.before, entry.after);
  end loop;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.ask_email_change(token bytea, new_email text, acting_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
begin
  delete from email_change c where c.person_id = me;
  if exists (select from person p where p.email = lower(new_email) and p.withdrawn_at is null) then return false; end if;
  insert into email_change (token_hash, person_id, email, created_at, expires_at)
  values (token, me, lower(new_email), acting_at, ends_at);
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.ask_for_erasure(erasure_id uuid, asking text, acting_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into erasure (organisation_id, id, person_id, asked_at, words, created_at)
  select p.organisation_id, erasure_id, p.id, acting_at, asking, acting_at from person p
  where p.id = nullif(current_setting('armkrok.user', true), '')::uuid and p.withdrawn_at is null
    and not exists (select from erasure e where e.person_id = p.id and e.decided_at is null)
  returning organisation_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.ask_password_reset(given_email text, token bytea, acting_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS TABLE(name text, language text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with found as (select id, name, language from person where email = lower(given_email) and withdrawn_at is null),
  made as (
    insert into password_reset (token_hash, person_id, expires_at, created_at)
    select token, id, ends_at, acting_at from found)
  select name, language from found
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.attached_bytes(collaboration uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not collaboration = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]) then return 0; end if;
  perform pg_advisory_xact_lock(4172028, hashtext(collaboration::text));
  return (select coalesce(sum(a.bytes), 0)::bigint from attachment a where a.collaboration_id = collaboration);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.awaited_answers(within uuid)
 RETURNS TABLE(question_id uuid, goal_id uuid, contribution_id uuid, party_id uuid, awaited integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select q.id, q.goal_id, q.contribution_id, q.party_id, count(*)::integer
  from asked_question q
  join question_answer a on a.collaboration_id = q.collaboration_id and a.question_id = q.id and a.withdrawn_at is null
    and a.answered_on is null
  where q.collaboration_id = within and q.withdrawn_at is null
    and q.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    -- That a question has been put, and to whom, is known where the question is.
    and (q.answered_at is not null or q.id = any(questions_put_to_own())
      or q.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]))
  group by q.id, q.goal_id, q.contribution_id, q.party_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.begin_collaboration(collaboration_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare setting text;
begin
  if exists (select from collaboration c where c.id = begin_collaboration.collaboration_id) then
    raise exception 'the collaboration exists';
  end if;
  foreach setting in array array['armkrok.collaborations', 'armkrok.leads', 'armkrok.prepares'] loop
    perform set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[]
      || begin_collaboration.collaboration_id)::text, true);
  end loop;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.begin_provider_key(organisation uuid, key text, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  update provider_key k set begun_at = acting_at
  where k.organisation_id = organisation and k.key_id = key and k.begun_at is null;
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.begin_provider_sign_in(state bytea, organisation uuid, acting_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from provider_sign_in s where s.organisation_id = organisation and s.created_at < acting_at - interval '1 day';
  insert into provider_sign_in (state_hash, organisation_id, created_at, expires_at)
  values (state, organisation, acting_at, ends_at)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.begin_sign_in_step(token bytea, person uuid, acting_at timestamp with time zone, ends_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from sign_in_step s where s.person_id = person and s.expires_at <= acting_at;
  insert into sign_in_step (token_hash, person_id, created_at, expires_at) values (token, person, acting_at, ends_at)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.carry_out_withdrawal(within uuid, wanted uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  one withdrawal;
  has_left boolean;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'a withdrawal is carried out by its day' using errcode = '42501';
  end if;
  perform set_config('armkrok.at', acting_at::text, true);
  update withdrawal w set carried_out_at = acting_at, version = w.version + 1
  where w.collaboration_id = within and w.id = wanted and w.taken_back_on is null and w.carried_out_at is null
    and w.leaves_on <= (acting_at at time zone 'Europe/Stockholm')::date
  returning w.* into one;
  if not found then return null; end if;
  update agreement_party ap set left_on = one.leaves_on, version = ap.version + 1
  from agreement_version v
  where v.collaboration_id = within and v.agreement_id = one.agreement_id and v.replaced_on is null and v.withdrawn_at is null
    and ap.collaboration_id = within and ap.agreement_version_id = v.id and ap.party_id = one.party_id and ap.left_on is null;
  has_left := not is_bound_by_another(within, one.party_id, one.agreement_id);
  if has_left then
    update party p set status = 'left', status_reason = one.because, leaves_on = one.leaves_on, version = p.version + 1
    where p.collaboration_id = within and p.id = one.party_id and p.status <> 'left';
  end if;
  return has_left;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.change_password(new_password text, but bytea, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update person p set password = new_password where p.id = nullif(current_setting('armkrok.user', true), '')::uuid;
  delete from sign_in_step s where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid;
  update password_reset r set used_at = acting_at
  where r.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and r.used_at is null;
  update user_session s set ended_at = acting_at
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and s.token_hash <> but and s.ended_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.changeable_activities()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(select a.id from activity a
    where a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (a.party_id = any(own_parties())
        or (a.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
          and (a.entered_by_organisation_id is not null or a.party_id is null))))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.choose_shortcuts(wanted boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update person set has_shortcuts = wanted where id = nullif(current_setting('armkrok.user', true), '')::uuid
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.claim_file(content bytea, size bigint, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with claimed as (
    insert into stored_file (sha256, bytes, kept_at) values (content, size, acting_at)
    on conflict (sha256) do update set kept_at = greatest(stored_file.kept_at, excluded.kept_at)
    where stored_file.removing_at is null
    returning 1)
  select exists (select from claimed)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.claim_mappings(organisation uuid)
 RETURNS TABLE(id uuid, claim text, value text, seat_organisation_id uuid, seat_id uuid, kind text, seat_title text, seat_organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.id, m.claim, m.value, m.seat_organisation_id, m.seat_id, m.kind, s.title, o.name
  from claim_mapping m
  join seat s on s.organisation_id = m.seat_organisation_id and s.id = m.seat_id
  join organisation o on o.id = m.seat_organisation_id
  where m.organisation_id = organisation and may_administer(organisation)
  order by m.claim, m.value, s.title, m.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.clear_for_receiver()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update secrecy_marking m set version = m.version + 1
  where m.collaboration_id = new.collaboration_id and m.id = new.marking_id;
  return null;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.clearance_of(subject uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case when exists (select from marked_thing m where m.subject_id = subject) then array(
    select cleared from marked_thing m cross join unnest(m.cleared_for) cleared where m.subject_id = subject
    group by cleared having count(*) = (select count(*) from marked_thing n where n.subject_id = subject)) end
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.collaborations_left()
 RETURNS TABLE(id uuid, name text, left_on date, party_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, c.name, p.leaves_on, p.id from collaboration c
  join party p on p.collaboration_id = c.id
    and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
  where c.id = any((select left_collaborations())::uuid[])
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.correct_expectation(within uuid, expectation_id uuid, words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update expectation set answer_words = words, entered_by_organisation_id = null, version = version + 1
  where collaboration_id = within and id = expectation_id and withdrawn_at is null and entered_by_organisation_id is not null
    and collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    and to_party_id = any(own_parties());
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.count_behind_sign_in(token bytea, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select count(*)::integer
  from user_session s join collaboration c on c.accepted_assurances is not null and c.withdrawn_at is null
    and (s.assurance is null or s.assurance <> all(c.accepted_assurances))
  where s.token_hash = token and s.expires_at > acting_at and s.kept_out_because is null
    and has_sight(s.person_id, s.organisation_id, c.id, (acting_at at time zone 'Europe/Stockholm')::date)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.count_vacant_seats(collaboration uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select count(*)::integer
  from collaboration c join collaboration_seat place on place.collaboration_id = c.id
  where c.id = collaboration
    and c.id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    -- Of a real example anyone reads what sources say, and not who holds which seat.
    and (c.example <> 'real' or c.id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[]))
    and exists (select from seat s
      where s.organisation_id = place.organisation_id and s.id = place.seat_id and s.ended_on is null)
    and not exists (select from seat_term t
      where t.organisation_id = place.organisation_id and t.seat_id = place.seat_id and t.kind = 'holder' and t.ended_on is null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.demand_of_sign_in(organisation uuid, wanted text, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare before text;
begin
  if coalesce(current_setting('armkrok.everywhere', true), '') <> 'yes' and not organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')) then return null; end if;
  before := demands_of(organisation);
  insert into organisation_sign_in (organisation_id, demands, created_at, changed_at)
  values (organisation, wanted, acting_at, acting_at)
  on conflict (organisation_id) do update set demands = excluded.demands, changed_at = excluded.changed_at;
  update user_session s set kept_out_because = session_refusal(s)
  where is_alive(s, acting_at) and s.organisation_id in (
    with recursive tree as (
      select organisation as id union all select below.id from organisation below join tree on below.parent_id = tree.id)
    select tree.id from tree);
  return before;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.demands_of(organisation uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce((select d.demands from organisation_sign_in d where d.organisation_id = organisation), 'nothing')
  where coalesce(current_setting('armkrok.everywhere', true), '') = 'yes' or organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}'))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.demo_accounts()
 RETURNS TABLE(name text, email text, role_in_demo text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.name, p.email, p.demo_role from person p
  where p.is_demo and p.demo_place is not null and p.withdrawn_at is null order by p.demo_place, p.name
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.digest_receiver(receiver uuid, acting_at timestamp with time zone)
 RETURNS TABLE(rhythm text, has_news boolean, language text, name text, organisations uuid[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  return query
    select coalesce(c.rhythm, 'weekly'), coalesce(c.has_news, true), p.language, p.name,
      array(select o.organisation_id from organisations_of(p.id, acting_at) o)
    from person p left join digest_choice c on c.person_id = p.id
    where p.id = receiver and p.withdrawn_at is null and coalesce(c.rhythm, 'weekly') <> 'never'
      and not exists (select from digest d where d.person_id = p.id and d.written_on = today)
      and not exists (select from absence a where a.person_id = p.id and a.withdrawn_at is null
        and today between a.from_on and a.until_on);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.digest_receivers(acting_at timestamp with time zone, after uuid)
 RETURNS TABLE(person_id uuid, rhythm text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  return query
    select p.id, coalesce(c.rhythm, 'weekly')
    from person p left join digest_choice c on c.person_id = p.id
    where p.withdrawn_at is null and (after is null or p.id > after) and coalesce(c.rhythm, 'weekly') <> 'never'
      and exists (select from seat_term t where t.person_id = p.id and t.began_on <= today
        and (t.ended_on is null or t.ended_on > today))
      and not exists (select from digest d where d.person_id = p.id and d.written_on = today)
      and not exists (select from absence a where a.person_id = p.id and a.withdrawn_at is null
        and today between a.from_on and a.until_on)
    order by p.id limit 100;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.dismiss_letter(letter uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator puts letters aside' using errcode = '42501';
  end if;
  update mail m set dismissed_at = acting_at
  where m.id = letter and m.id in (select f.id from failed_letters(acting_at) f);
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.duties_to_answer(within uuid, wanted uuid)
 RETURNS TABLE(goal_id uuid, party_id uuid, duty text, amount text, until_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select u.goal_id, u.party_id, string_agg(u.text, '; ' order by u.created_at, u.id),
    coalesce(string_agg(nullif(u.amount, ''), '; ' order by u.created_at, u.id), ''), max(u.until_on)
  from agreement_version v
  join agreement_undertaking u on u.collaboration_id = v.collaboration_id and u.agreement_version_id = v.id
    and u.withdrawn_at is null
  join party p on p.collaboration_id = u.collaboration_id and p.id = u.party_id and p.status = 'bound'
    and p.withdrawn_at is null
  join joint_goal g on g.collaboration_id = u.collaboration_id and g.id = u.goal_id and g.withdrawn_at is null
  where v.collaboration_id = within and v.id = wanted and v.entered_into_force_on is not null and v.replaced_on is null
    and v.withdrawn_at is null and may_note_in(within)
    and not exists (select from contribution c
      where c.collaboration_id = u.collaboration_id and c.goal_id = u.goal_id and c.party_id = u.party_id)
  group by u.goal_id, u.party_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_guest(collaboration uuid, admitted uuid, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  ended guest;
begin
  update guest g set ended_at = acting_at
  where g.collaboration_id = collaboration and g.id = admitted and g.ended_at is null
    and collaboration = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
    and (collaboration = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])
      or g.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid)
  returning g.* into ended;
  if ended.id is null then return null; end if;
  update collaboration_seat cs set ends_on = least(cs.ends_on, today)
  where cs.collaboration_id = ended.collaboration_id and cs.seat_id = ended.seat_id and cs.role = ended.role;
  return ended.name;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_my_other_sessions(but bytea, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with ended as (
    update user_session s set ended_at = acting_at
    where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and s.token_hash <> but
      and is_alive(s, acting_at)
    returning 1)
  select count(*)::integer from ended
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_my_session(session_id uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with ended as (
    update user_session s set ended_at = acting_at
    where s.id = session_id and s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
      and is_alive(s, acting_at)
    returning 1)
  select exists (select from ended)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_provider_identity(organisation uuid, given_person uuid, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, seat_id uuid, title text, kind text, holder_name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  -- One's own, or by whoever administers the organisation that the provider belongs to.
  if me is distinct from given_person then perform must_administer(organisation); end if;
  update provider_identity i set ended_at = acting_at, ended_by = me
  where i.organisation_id = organisation and i.person_id = given_person and i.ended_at is null;
  perform end_provider_sessions(organisation, given_person, acting_at);
  return query
    with ended as (
      update seat_term t set ended_on = greatest(today, t.began_on)
      where t.person_id = given_person and t.provider_organisation_id = organisation
        and (t.ended_on is null or t.ended_on > today)
      returning t.organisation_id, t.seat_id, t.kind, t.holder_name)
    select e.organisation_id, e.seat_id, s.title, e.kind, e.holder_name
    from ended e join seat s on s.organisation_id = e.organisation_id and s.id = e.seat_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_provider_sessions(provider uuid, person uuid, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with ended as (
    update user_session s set expires_at = least(s.expires_at, acting_at), ended_at = coalesce(s.ended_at, acting_at)
    where s.provider_organisation_id = provider and (person is null or s.person_id = person) and s.expires_at > acting_at
    returning 1)
  select count(*)::integer from ended
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_session(token bytea, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update user_session s set ended_at = acting_at where s.token_hash = token and s.ended_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_sessions_of(organisation uuid, person uuid, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  everywhere constant boolean := coalesce(current_setting('armkrok.everywhere', true), '') = 'yes';
  ended integer;
begin
  if not everywhere and not organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')) then return null; end if;
  if not exists (select from seat_term t where t.organisation_id = organisation and t.person_id = person) then
    return null;
  end if;
  update calendar_address a set revoked_at = acting_at
  where a.person_id = person and a.revoked_at is null and (everywhere or a.organisation_id = organisation);
  update user_session s set ended_at = acting_at
  where s.person_id = person and is_alive(s, acting_at) and (everywhere or s.organisation_id = organisation);
  get diagnostics ended = row_count;
  return ended;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_sign_in_step(token bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from sign_in_step s where s.token_hash = token
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.end_with_party()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
begin
  if new.status <> 'left' then
    new.leaves_on := null;
    return new;
  end if;
  new.leaves_on := least(new.leaves_on, (acting_at at time zone 'Europe/Stockholm')::date);
  update collaboration_seat cs set ends_on = new.leaves_on
  where cs.collaboration_id = new.collaboration_id and cs.organisation_id = new.organisation_id
    and (cs.ends_on is null or cs.ends_on > new.leaves_on);
  update party_function f set ended_on = new.leaves_on
  where f.collaboration_id = new.collaboration_id and f.party_id = new.id and f.ended_on is null;
  update party_link l set withdrawn_at = acting_at
  where l.collaboration_id = new.collaboration_id and l.party_id = new.id and l.withdrawn_at is null;
  return new;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.enqueue(task text, payload jsonb, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if jsonb_typeof(payload) <> 'object' or length(payload::text) > 1000 then
    raise exception 'the payload of a job is an object of ids and identity';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, job_key => job_key, run_at => run_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.erase_person(organisation uuid, person uuid, erasure_id uuid, why text, acting_at timestamp with time zone)
 RETURNS TABLE(history_id uuid, collaboration_id uuid, organisation_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  own record;
  named text;
  told jsonb;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  told := erasure_preview(organisation, person);
  if told is null or person = nullif(current_setting('armkrok.user', true), '')::uuid then return; end if;
  select p.email, p.is_system_administrator as may_everywhere into own from person p where p.id = person for update;
  if own.may_everywhere and not exists (
    select from person p where p.id <> person and p.is_system_administrator and p.withdrawn_at is null) then return; end if;
  for named in select personal_tables() loop
    execute format('delete from %I where person_id = $1', named) using person;
  end loop;
  -- A letter was a notice of something that is told elsewhere.
  delete from mail m where m.to_address = own.email;
  delete from invitation i where i.email = own.email and i.used_at is null;
  update seat_term t set ended_on = greatest(today, t.began_on)
  where t.person_id = person and (t.ended_on is null or t.ended_on > today);
  update collaboration_person n set ended_at = acting_at where n.person_id = person and n.ended_at is null;
  update person p set name = 'Raderat konto', email = 'raderat-' || p.id || '@invalid', password = null,
    is_system_administrator = false, withdrawn_at = acting_at
  where p.id = person;
  update erasure e set decided_at = acting_at, decided_by = nullif(current_setting('armkrok.user', true), '')::uuid,
    outcome = 'erased', reason = why, counts = told
  where e.person_id = person and e.decided_at is null;
  if not found then
    insert into erasure (organisation_id, id, person_id, decided_at, decided_by, outcome, reason, counts, created_at)
    values (organisation, erasure_id, person, acting_at, nullif(current_setting('armkrok.user', true), '')::uuid, 'erased',
      why, told, acting_at);
  end if;
  return query
    with gone as (
      delete from history_payload p using history h
      where h.id = p.history_id and h.subject_type = 'person' and h.subject_id = person returning h.*)
    select g.id, g.collaboration_id, g.organisation_id from gone g order by g.chain, g.seq;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.erasure_preview(organisation uuid, person uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  own record;
  named text;
  found_rows integer;
  erased jsonb := '{"person": 1}';
begin
  select p.email into own from person p
  where p.id = person and p.organisation_id = organisation and p.withdrawn_at is null and may_erase_in(organisation);
  if not found then return null; end if;
  for named in select personal_tables() loop
    execute format('select count(*)::integer from %I where person_id = $1', named) into found_rows using person;
    if found_rows > 0 then erased := erased || jsonb_build_object(named, found_rows); end if;
  end loop;
  return jsonb_build_object(
    'erased', erased || jsonb_build_object(
      'mail', (select count(*) from mail m where m.to_address = own.email),
      'history_payload', (select count(*) from history h join history_payload p on p.history_id = h.id
        where h.subject_type = 'person' and h.subject_id = person)),
    'kept', jsonb_build_object(
      'seat_term', (select count(*) from seat_term t where t.person_id = person),
      'signature', (select count(*) from signature s where s.person_id = person),
      'signatory_letter', (select count(*) from signatory_letter l where l.person_id = person),
      'personal_reservation', (select count(*) from personal_reservation r where r.person_id = person),
      'history', (select count(*) from history h where h.user_id = person)));
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.evidence_to_stamp(within uuid, wanted uuid)
 RETURNS TABLE(evidence_signature bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.evidence_signature from signature s where s.collaboration_id = within and s.id = wanted
    and not exists (select from signature_time_stamp t where t.collaboration_id = s.collaboration_id and t.signature_id = s.id)
    and nullif(current_setting('armkrok.user', true), '') is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.example_librarian()
 RETURNS TABLE(person_id uuid, organisation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id, organisation_id from person where email = 'exempelbiblioteket@armkrok.invalid' and withdrawn_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.failed_letters(acting_at timestamp with time zone)
 RETURNS TABLE(id uuid, to_address text, failure text, failed_at timestamp with time zone, created_at timestamp with time zone, runs_out_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query select m.id, m.to_address, m.failure, m.failed_at, m.created_at, m.runs_out_at
    from mail m
    where m.sent_at is null and m.failed_at is not null and m.dismissed_at is null
      and not exists (select from graphile_worker._private_jobs j
        where j.key = 'send-mail/' || m.id and j.attempts < j.max_attempts)
    order by m.failed_at desc, m.id;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.file_to_scan(content bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from attachment a where a.sha256 = content and a.scan = 'waiting')
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.files_to_remove(acting_at timestamp with time zone, most integer)
 RETURNS TABLE(sha256 bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update stored_file s set removing_at = coalesce(s.removing_at, acting_at)
  where s.sha256 in (
      select f.sha256 from stored_file f
      where f.kept_at < acting_at - interval '1 day' and not exists (select from attachment a where a.sha256 = f.sha256)
      order by f.kept_at limit most for update skip locked)
  returning s.sha256
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_account(given_email text)
 RETURNS TABLE(person_id uuid, name text, email text, password text, language text, is_system_administrator boolean, is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select found.* from person p cross join lateral account_of(p.id) found
  where p.email = lower(given_email) and p.withdrawn_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_authenticator(person uuid)
 RETURNS TABLE(secret text, created_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.secret, a.created_at, a.last_used_at from authenticator a where a.person_id = person
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_email_change(token bytea, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.email from email_change c where c.token_hash = token and c.expires_at > acting_at
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_invitation(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, organisation_name text, invitation_id uuid, seat_id uuid, seat_title text, kind text, email text, name text, has_account boolean, is_mine boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.organisation_id, o.name, i.id, i.seat_id, s.title, i.kind, i.email, i.name,
    exists (select from person p where p.email = i.email and p.withdrawn_at is null),
    exists (select from person p where p.email = i.email and p.withdrawn_at is null
      and p.id::text = current_setting('armkrok.user', true))
  from invitation i
  join organisation o on o.id = i.organisation_id
  join seat s on s.organisation_id = i.organisation_id and s.id = i.seat_id
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_passkey(credential bytea)
 RETURNS TABLE(person_id uuid, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.person_id, k.public_key, k.counter, k.transports from passkey k
  join person p on p.id = k.person_id and p.withdrawn_at is null where k.credential_id = credential
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_password_reset(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(name text, email text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.name, p.email, o.name from password_reset r
  join person p on p.id = r.person_id and p.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  where r.token_hash = token and r.used_at is null and r.expires_at > acting_at
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_provider(organisation uuid)
 RETURNS TABLE(organisation_id uuid, organisation_name text, issuer text, client_id text, contact text, authentication text, sealed_secret text, is_request_signed boolean, name_claim text, email_claim text, accepted_acrs jsonb, is_acr_required boolean, is_offered boolean, version integer, tested_version integer, tested_at timestamp with time zone, failure text, failed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.organisation_id, o.name, p.issuer, p.client_id, p.contact, p.authentication, p.sealed_secret, p.is_request_signed,
    p.name_claim, p.email_claim, p.accepted_acrs, p.is_acr_required, p.is_offered, p.version, p.tested_version, p.tested_at,
    p.failure, p.failed_at
  from identity_provider p join organisation o on o.id = p.organisation_id
  where p.organisation_id = organisation and o.withdrawn_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_provider_identity(given_issuer text, given_subject text)
 RETURNS TABLE(person_id uuid, organisation_id uuid, ended_at timestamp with time zone, ended_by uuid, is_withdrawn boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.person_id, i.organisation_id, i.ended_at, i.ended_by, p.withdrawn_at is not null
  from provider_identity i join person p on p.id = i.person_id
  where i.issuer = given_issuer and i.subject = given_subject
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.find_sign_in_step(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, name text, email text, password text, language text, is_system_administrator boolean, is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select found.* from sign_in_step s cross join lateral account_of(s.person_id) found
  where s.token_hash = token and s.expires_at > acting_at
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.follow_ground(within uuid, wanted_kind text, named text, from_year integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update collaboration c set ground_kind = wanted_kind, ground_title = named, ground_year = from_year::smallint, version = c.version + 1
  where c.id = within and c.withdrawn_at is null and may_note_in(within)
    and (c.ground_kind, c.ground_title, c.ground_year) is distinct from (wanted_kind, named, from_year::smallint)
    and (within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      or exists (select from agreement a
        join agreement_version v on v.collaboration_id = a.collaboration_id and v.agreement_id = a.id
        where a.collaboration_id = within and a.title = named and a.ground = wanted_kind and a.ended_on is null
          and a.withdrawn_at is null and v.entered_into_force_on is not null and v.replaced_on is null
          and v.withdrawn_at is null));
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.follow_settlement(within uuid, wanted uuid, acting_at timestamp with time zone)
 RETURNS TABLE(contribution_id uuid, to_goal uuid, to_party uuid, duty text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  one withdrawal;
  passed record;
begin
  select w.* into one from withdrawal w
  where w.collaboration_id = within and w.id = wanted and w.carried_out_at is not null and may_note_in(within);
  if not found then return; end if;
  for passed in
    update contribution c set after_leaving = found.becomes, taken_over_by_party_id = found.by_party, version = c.version + 1
    from (
      select b.id, case when a.id is not null then 'isTakenOver' when s.becomes in ('isKept', 'ends') then s.becomes
          else 'unsettled' end as becomes, a.party_id as by_party
      from contribution b
      join party p on p.collaboration_id = b.collaboration_id and p.id = b.party_id
      left join withdrawal_undertaking s on s.collaboration_id = within and s.withdrawal_id = one.id and s.subject_id = b.id
      left join takeover_answer a on a.collaboration_id = within and a.withdrawal_undertaking_id = s.id and a.is_accepted
        and s.becomes = 'isTakenOver' and a.party_id = s.taken_over_by_party_id
      where b.collaboration_id = within and b.party_id = one.party_id and b.form = 'undertaking' and b.withdrawn_at is null
        and (s.id is not null or p.status = 'left')) found
    where c.collaboration_id = within and c.id = found.id
      and (c.after_leaving, c.taken_over_by_party_id) is distinct from (found.becomes, found.by_party)
    returning c.*
  loop
    continue when passed.taken_over_by_party_id is null;
    -- One answer for each goal: what is taken over is added to what the party has undertaken itself, or takes the place of a no.
    return query
      insert into contribution as mine (collaboration_id, id, goal_id, party_id, form, text, amount, until_on, answered_at)
      values (within, gen_random_uuid(), passed.goal_id, passed.taken_over_by_party_id, 'undertaking', passed.text, passed.amount,
        passed.until_on, acting_at)
      on conflict (collaboration_id, goal_id, party_id) do update set
        form = 'undertaking', reason = '',
        text = case mine.form when 'undertaking' then mine.text || '; ' || excluded.text else excluded.text end,
        amount = case when mine.form = 'undertaking' and mine.amount <> '' then concat_ws('; ', mine.amount, nullif(excluded.amount, ''))
          else excluded.amount end,
        until_on = case mine.form when 'undertaking' then greatest(mine.until_on, excluded.until_on) else excluded.until_on end,
        version = mine.version + 1
      where mine.form in ('undertaking', 'doesNotContribute')
      returning mine.id, mine.goal_id, mine.party_id, passed.text;
  end loop;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.forget_attempts(attempt_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from sign_in_attempt where key = attempt_key
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.forget_expired_uploads(at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  gone integer;
begin
  delete from own_upload where expires_at <= at;
  get diagnostics gone = row_count;
  return gone;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.forget_file(content bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from stored_file where sha256 = content and removing_at is not null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.form_event_group(collaboration uuid, grouped uuid, about text, keeps_minutes boolean, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if collaboration <> all(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
    or not exists (select from collaboration c join collaboration_person n on n.collaboration_id = c.id
      and n.organisation_id = acting_for and n.person_id = acting and n.ended_at is null
      where c.id = collaboration and c.confidentiality = 'protected') then
    raise exception 'no such collaboration' using errcode = '42501';
  end if;
  insert into event_group (collaboration_id, id, organisation_id, concerns, has_minutes, created_at, created_by)
  values (collaboration, grouped, acting_for, about, keeps_minutes, acting_at, acting);
  insert into event_group_member (collaboration_id, event_group_id, organisation_id, person_id, added_by, created_at)
  values (collaboration, grouped, acting_for, acting, acting, acting_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.form_led_to(form uuid, person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select location from form_use where form_id = form and person_id is not distinct from person
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.give_provider_seats(provider uuid, person uuid, mappings_met uuid[], term_ids uuid[], acting_at timestamp with time zone)
 RETURNS TABLE(change text, organisation_id uuid, seat_id uuid, title text, kind text, holder_name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  called constant text := (select p.name from person p where p.id = person);
  met record;
  taken integer := 0;
begin
  return query
    with due as (
      select distinct m.seat_organisation_id, m.seat_id, m.kind from claim_mapping m
      where m.organisation_id = provider and m.id = any(mappings_met) and stands_within(m.seat_organisation_id, provider)),
    ended as (
      update seat_term t set ended_on = greatest(today, t.began_on)
      where t.person_id = person and t.provider_organisation_id = provider and (t.ended_on is null or t.ended_on > today)
        and not exists (select from due d
          where d.seat_organisation_id = t.organisation_id and d.seat_id = t.seat_id and d.kind = t.kind)
      returning t.organisation_id, t.seat_id, t.kind, t.holder_name)
    select 'ended'::text, e.organisation_id, e.seat_id, s.title, e.kind, e.holder_name
    from ended e join seat s on s.organisation_id = e.organisation_id and s.id = e.seat_id;
  for met in
    select distinct m.seat_organisation_id, m.seat_id, m.kind, s.title from claim_mapping m
    join seat s on s.organisation_id = m.seat_organisation_id and s.id = m.seat_id
    where m.organisation_id = provider and m.id = any(mappings_met) and stands_within(m.seat_organisation_id, provider)
      and (s.ended_on is null or s.ended_on > today)
    order by m.kind desc, m.seat_id
  loop
    -- Two who come at once for one vacant seat take turns.
    perform from seat s where s.organisation_id = met.seat_organisation_id and s.id = met.seat_id for update;
    if exists (select from seat_term t where t.organisation_id = met.seat_organisation_id and t.seat_id = met.seat_id
      and t.person_id = person and (t.ended_on is null or t.ended_on > today)) then continue; end if;
    if met.kind = 'holder' and exists (select from seat_term t
      where t.organisation_id = met.seat_organisation_id and t.seat_id = met.seat_id and t.kind = 'holder'
        and (t.ended_on is null or t.ended_on > today))
    then
      return query select 'occupied'::text, met.seat_organisation_id, met.seat_id, met.title, met.kind, called;
      continue;
    end if;
    taken := taken + 1;
    insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at,
      provider_organisation_id)
    values (met.seat_organisation_id, term_ids[taken], met.seat_id, person, called, met.kind, today, acting_at, provider);
    return query select 'given'::text, met.seat_organisation_id, met.seat_id, met.title, met.kind, called;
  end loop;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.guard_minutes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from event_group g where g.collaboration_id = new.collaboration_id and g.id = new.event_group_id
      and (g.closed_at is not null or not g.has_minutes
        and case tg_table_name when 'event_group_meeting' then to_jsonb(new) ->> 'minutes'
          else to_jsonb(new) ->> 'description' end <> '')) then
    raise exception 'the group is closed, or keeps no minutes' using errcode = '23514';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.guard_sight()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if current_user = 'armkrok_app'
    and new.id <> all(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]) then
    raise exception 'only who leads a collaboration says who may see it' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.guest_organisations()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(select g.guest_organisation_id from guest g
    where g.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.has_seat_within(person uuid, organisation uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from organisations_of(person, acting_at) o where stands_within(o.organisation_id, organisation))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.has_sight(person uuid, acting_for uuid, collaboration uuid, today date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from collaboration c
    join collaboration_seat cs on cs.collaboration_id = c.id and cs.organisation_id = acting_for
      and (cs.ends_on is null or cs.ends_on > today)
    join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id and (s.ended_on is null or s.ended_on > today)
    join seat_term t on t.organisation_id = s.organisation_id and t.seat_id = s.id and t.person_id = person
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
    join person p on p.id = t.person_id and p.withdrawn_at is null
    where c.id = collaboration and c.withdrawn_at is null
      and (c.confidentiality <> 'protected' or exists (
        select from collaboration_person n where n.collaboration_id = c.id and n.organisation_id = acting_for
          and n.person_id = person and n.ended_at is null))
      and not exists (select from party w
        where w.collaboration_id = c.id and w.organisation_id = acting_for and w.status = 'left'))
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.history_heads()
 RETURNS TABLE(chain text, seq bigint, hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive named as (
    (select h.chain from history h order by h.chain limit 1)
    union all
    select (select h.chain from history h where h.chain > named.chain order by h.chain limit 1)
    from named where named.chain is not null)
  select n.chain, last.seq, last.hash from named n
  cross join lateral (
    select h.seq, h.hash from history h where h.chain = n.chain order by h.seq desc limit 1) last
  where n.chain is not null order by 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.identify_calendar(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  found_person uuid;
  found_organisation uuid;
begin
  select a.person_id, a.organisation_id into found_person, found_organisation
  from calendar_address a where a.token_hash = token and a.revoked_at is null;
  if found_person is null or not has_seat_within(found_person, found_organisation, acting_at) then return; end if;
  select i.person_id, i.person_name, i.language, false, i.organisation_id, i.organisation_name, i.is_fictional, i.is_verified,
    coalesce(kept.ids, '{}'), '{}'::uuid[],
    array(select r from unnest(i.represents) r where r = any(coalesce(kept.ids, '{}'))), '{}'::uuid[], coalesce(kept.standings, '')
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings
  from identify_person(found_person, found_organisation, acting_at, false, null) i
  cross join lateral (
    select array_agg(c.id order by listed.place) as ids,
      string_agg(substr(i.standings, 4 * listed.place::integer - 3, 4), '' order by listed.place) as standings
    from unnest(i.reads) with ordinality as listed(id, place)
    join collaboration c on c.id = listed.id and c.confidentiality <> 'protected' and c.accepted_assurances is null
      and c.example <> 'real' and c.phase not in ('close', 'notCollaboration')) kept;
  if not found then return; end if;
  perform set_config('armkrok.collaborations', reads::text, true), set_config('armkrok.leads', '{}', true),
    set_config('armkrok.prepares', '{}', true), set_config('armkrok.administers', '{}', true),
    set_config('armkrok.everywhere', '', true), set_config('transaction_read_only', 'on', true);
  return next;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.identify_link(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  select null, '', 'sv', false, o.id, o.name, o.is_fictional,
    o.verified_at is not null, array[l.collaboration_id], '{}', array[l.collaboration_id], '{}',
    '00' || case c.confidentiality when 'open' then 'o' else 'p' end || left(c.phase, 1)
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings
  from party_link l
  join party p on p.collaboration_id = l.collaboration_id and p.id = l.party_id and p.status <> 'left'
  join organisation o on o.id = p.organisation_id
  -- Who holds a link is nobody named, and has not signed in.
  join collaboration c on c.id = l.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
    and c.accepted_assurances is null
  where l.token_hash = token and l.expires_at > acting_at and l.withdrawn_at is null;
  if not found then return; end if;
  perform set_config('armkrok.user', '', true), set_config('armkrok.organisation', organisation_id::text, true),
    set_config('armkrok.collaborations', reads::text, true), set_config('armkrok.at', acting_at::text, true);
  return next;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.identify_person(person uuid, acting_for uuid, acting_at timestamp with time zone, is_session boolean, assurance text)
 RETURNS TABLE(person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  with held as materialized (
    select s.id, s.is_administrator, t.kind
    from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
    where t.person_id = person and t.organisation_id = acting_for
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      and (s.ended_on is null or s.ended_on > today)),
  work as materialized (
    select cs.collaboration_id, c.confidentiality, c.phase,
      bit_or(case cs.role when 'reader' then 1 when 'secretariat' then 8 when 'processLeader' then 16
        else case held.kind when 'deputy' then 4 else 2 end end) as roles
    from held
    join collaboration_seat cs on cs.organisation_id = acting_for and cs.seat_id = held.id
      and (cs.ends_on is null or cs.ends_on > today)
    join collaboration c on c.id = cs.collaboration_id and c.withdrawn_at is null
    where (c.confidentiality <> 'protected' or exists (
        select from collaboration_person n where n.collaboration_id = c.id and n.organisation_id = acting_for
          and n.person_id = person and n.ended_at is null))
      and (c.accepted_assurances is null or not is_session or assurance = any(c.accepted_assurances))
      and not exists (select from party p
        where p.collaboration_id = c.id and p.organisation_id = acting_for and p.status = 'left')
    group by cs.collaboration_id, c.confidentiality, c.phase),
  readable as materialized (
    select w.collaboration_id, w.roles, w.confidentiality, w.phase from work w
    -- Real examples hold what open sources say and nothing else, so everyone signed in reads them.
    union all select c.id, 0, c.confidentiality, c.phase from collaboration c
    where c.example = 'real' and c.withdrawn_at is null and not exists (select from work w where w.collaboration_id = c.id))
  select p.id, p.name, p.language, p.is_system_administrator, o.id, o.name, coalesce(o.is_fictional, false),
    o.verified_at is not null, coalesce(r.ids, '{}'), coalesce(r.standings, ''),
    array(select w.collaboration_id from work w where w.roles & 16 > 0),
    array(select w.collaboration_id from work w where w.roles & 22 > 0 and o.verified_at is not null),
    case when not coalesce((select bool_or(held.is_administrator) from held), false) then '{}'
      -- Most have nothing below them, and a recursion costs more than to look.
      when not exists (select from organisation below where below.parent_id = acting_for) then array[acting_for]
      else array(
        with recursive tree as (
          select acting_for as id
          union all select below.id from organisation below join tree on below.parent_id = tree.id)
        select tree.id from tree) end
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, standings, leads, represents, administers
  from person p left join organisation o on o.id = acting_for
  cross join (
    select array_agg(a.collaboration_id) as ids,
      string_agg(lpad(to_hex(a.roles), 2, '0')
        || case a.confidentiality when 'open' then 'o' when 'parties' then 'p' else 'x' end || left(a.phase, 1), '') as standings
    from readable a) r
  where p.id = person and p.withdrawn_at is null;
  if not found then return; end if;
  perform set_config('armkrok.user', person_id::text, true),
    set_config('armkrok.organisation', coalesce(acting_for::text, ''), true),
    set_config('armkrok.collaborations', reads::text, true),
    set_config('armkrok.leads', leads::text, true),
    set_config('armkrok.prepares', (leads || array(select reads[n] from generate_subscripts(reads, 1) n
      where substr(standings, 4 * n - 2, 1) in ('8', '9', 'a', 'b', 'c', 'd', 'e', 'f')))::text, true),
    set_config('armkrok.administers', administers::text, true),
    set_config('armkrok.everywhere', case when is_system_administrator then 'yes' else '' end, true),
    set_config('armkrok.at', acting_at::text, true);
  return next;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.identify_session(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text, session_ends_at timestamp with time zone, has_shortcuts boolean, session_id uuid, method text, assurance text, authenticated_at timestamp with time zone, stepped_up_at timestamp with time zone, kept_out_because text, session_seen_at timestamp with time zone, session_idle_seconds integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  may_administer boolean;
begin
  select found.person_id, found.person_name, found.language, found.is_system_administrator and s.may_administer,
    found.organisation_id, found.organisation_name, found.is_fictional, found.is_verified, found.reads, found.leads,
    found.represents, found.administers, found.standings, s.expires_at, p.has_shortcuts, s.id, s.method, s.assurance,
    s.authenticated_at, s.stepped_up_at, s.kept_out_because, s.seen_at, extract(epoch from s.idle_for)::integer,
    s.may_administer
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings, session_ends_at, has_shortcuts, session_id, method,
    assurance, authenticated_at, stepped_up_at, kept_out_because, session_seen_at, session_idle_seconds, may_administer
  from user_session s
  join person p on p.id = s.person_id
  cross join lateral identify_person(s.person_id,
    case when s.kept_out_because is null and exists (
      select from seat_term t join seat held on held.organisation_id = t.organisation_id and held.id = t.seat_id
      where t.person_id = s.person_id and t.organisation_id = s.organisation_id
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
        and (held.ended_on is null or held.ended_on > today)) then s.organisation_id end,
    acting_at, true, s.assurance) found
  where s.token_hash = token and is_alive(s, acting_at);
  if not found then return; end if;
  if not may_administer then perform set_config('armkrok.everywhere', '', true); end if;
  return next;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.identify_session_for(token bytea, acting_for uuid, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text, session_ends_at timestamp with time zone, has_shortcuts boolean, session_id uuid, method text, assurance text, authenticated_at timestamp with time zone, stepped_up_at timestamp with time zone, kept_out_because text, session_seen_at timestamp with time zone, session_idle_seconds integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  s user_session;
begin
  select held.* into s from user_session held where held.token_hash = token;
  -- Whether it may is asked before anything is set, for the database is free to ask in another order than a condition is written.
  if not found or not is_alive(s, acting_at)
    or not exists (select from organisations_of(s.person_id, acting_at) o where o.organisation_id = acting_for)
    or sign_in_refusal(acting_for, s.method, s.provider_organisation_id, s.assurance) is not null then
    return;
  end if;
  return query
    select found.person_id, found.person_name, found.language, false, found.organisation_id, found.organisation_name,
      found.is_fictional, found.is_verified, found.reads, found.leads, found.represents, found.administers, found.standings,
      s.expires_at, p.has_shortcuts, s.id, s.method, s.assurance, s.authenticated_at, s.stepped_up_at, null::text, s.seen_at,
      extract(epoch from s.idle_for)::integer
    from person p cross join lateral identify_person(p.id, acting_for, acting_at, true, s.assurance) found
    where p.id = s.person_id;
  perform set_config('armkrok.everywhere', '', true);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.is_alive(s user_session, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select s.ended_at is null and s.expires_at > acting_at and s.seen_at + s.idle_for > acting_at
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.is_bound_by_another(within uuid, party uuid, agreement uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from agreement_party ap
    join agreement_version v on v.collaboration_id = ap.collaboration_id and v.id = ap.agreement_version_id
      and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null
    join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.ended_on is null
      and a.withdrawn_at is null
    where ap.collaboration_id = within and ap.party_id = party and v.agreement_id <> agreement and ap.left_on is null
      and ap.withdrawn_at is null and (ap.outcome = 'approved' or a.is_taken_over) and may_note_in(within))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.is_own_party(within uuid, party uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from party p
    where p.collaboration_id = within and p.id = party
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.is_turn_to_sign(within uuid, wanted uuid, party uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select not exists (
    select from agreement_party own
    join party p on p.collaboration_id = own.collaboration_id and p.id = own.party_id
    join agreement_party b on b.collaboration_id = own.collaboration_id and b.agreement_version_id = own.agreement_version_id
    join party q on q.collaboration_id = b.collaboration_id and q.id = b.party_id
    where own.collaboration_id = within and own.agreement_version_id = wanted and own.party_id = party
      and b.withdrawn_at is null and (q.place, b.id) < (p.place, own.id) and b.stance <> 'declines'
      and not own.is_joining_later and not b.is_joining_later
      and b.outcome is distinct from 'rejected'
      and (select count(*) = 0 or bool_or(s.id is null) from signatory_place r
        left join signature s on s.collaboration_id = r.collaboration_id and s.signatory_place_id = r.id
        where r.collaboration_id = within and r.agreement_version_id = wanted and r.party_id = b.party_id
          and r.withdrawn_at is null))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.keep_adopted_analysis()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from actor_analysis a where a.collaboration_id = new.collaboration_id and a.id = new.analysis_id
      and a.adopted_on is not null) then
    raise exception 'an adopted analysis is not changed' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_answer_of_party()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  answers boolean := new.answer is not null;
  was_own boolean := false;
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' then
    answers := (new.answer, new.answered_on, new.part, new.amount, new.minutes, new.entered_by_organisation_id)
      is distinct from (old.answer, old.answered_on, old.part, old.amount, old.minutes, old.entered_by_organisation_id);
    was_own := old.answer is not null and old.entered_by_organisation_id is null;
    if new.activity_id <> old.activity_id or new.party_id <> old.party_id then
      raise exception 'an answer is not moved' using errcode = '42501';
    end if;
  end if;
  if answers and not is_own
      and (not prepares or was_own or (new.answer is not null and new.entered_by_organisation_id is null)) then
    raise exception 'a party answers for itself' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_answer_to_question()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  answers boolean := new.answered_on is not null;
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' then
    answers := (new.answer, new.answered_on, new.entered_by_organisation_id)
      is distinct from (old.answer, old.answered_on, old.entered_by_organisation_id);
    if (new.question_id, new.party_id, new.organisation_id) is distinct from (old.question_id, old.party_id, old.organisation_id)
    then
      raise exception 'an answer is not moved' using errcode = '42501';
    end if;
    if is_own and not new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      and new.withdrawn_at is distinct from old.withdrawn_at then
      raise exception 'a question is taken back by whoever asked it' using errcode = '42501';
    end if;
    if answers and not is_own and old.answered_on is not null and old.entered_by_organisation_id is null then
      raise exception 'a party answers for itself' using errcode = '42501';
    end if;
  end if;
  if answers and not is_own and new.answered_on is not null and new.entered_by_organisation_id is null then
    raise exception 'a party answers for itself' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_benefit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  mine constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  answer constant text[] := '{seen_by,visible_at,realiser_answer,seat_id,changed_at,version,concerned,realiser_organisation_id}';
  knows constant uuid := case when new.entered_by_organisation_id is null then mine else new.organisation_id end;
  is_owner boolean := true;
begin
  new.concerned := array(select distinct p.organisation_id from party p
    where p.collaboration_id = new.collaboration_id and p.id in (new.receiver_party_id, new.realiser_party_id) order by 1);
  new.realiser_organisation_id := (select p.organisation_id from party p
    where p.collaboration_id = new.collaboration_id and p.id = new.realiser_party_id);
  if new.realiser_party_id is null then new.realiser_answer := null; end if;
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'INSERT' then
    new.seen_by := array[knows];
    new.realiser_answer := case when new.realiser_organisation_id = knows then 'takes' end;
  else
    is_owner := old.party_id = any(own_parties())
      or (prepares and (old.entered_by_organisation_id is not null or old.party_id is null))
      or (old.organisation_id = mine and (old.visible_at is null or old.party_id is null));
    -- Who is only named to see to it answers for itself, and changes nothing else.
    if not is_owner and to_jsonb(new) - answer is distinct from to_jsonb(old) - answer then
      raise exception 'a benefit is changed by the party whose it is' using errcode = '42501';
    end if;
    if exists (select from unnest(new.seen_by) one where one <> all(old.seen_by) and one is distinct from knows) then
      raise exception 'a party sees for itself' using errcode = '42501';
    end if;
    if new.realiser_party_id is distinct from old.realiser_party_id
        or new.receiver_party_id is distinct from old.receiver_party_id
        or (old.visible_at is null and to_jsonb(new) - answer - 'own_words'::text
          is distinct from to_jsonb(old) - answer - 'own_words'::text) then
      -- It is about somebody else, or says something else than what one of them has seen.
      new.seen_by := array[knows];
    end if;
    if new.realiser_party_id is distinct from old.realiser_party_id then
      new.realiser_answer := case when new.realiser_organisation_id = knows then 'takes' end;
    elsif new.realiser_answer is distinct from old.realiser_answer and new.realiser_organisation_id is distinct from knows then
      raise exception 'a party answers for itself' using errcode = '42501';
    end if;
  end if;
  new.visible_at := case when new.concerned <@ new.seen_by
    then coalesce(case when tg_op = 'UPDATE' then old.visible_at end, acting_at) end;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_benefit_estimate()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
  is_own constant boolean := new.party_id is null or exists (select from party p
    where p.collaboration_id = new.collaboration_id and p.id = new.party_id and p.organisation_id = new.organisation_id);
  is_party constant boolean := coalesce(new.party_id = any(own_parties()), false);
  figures constant text[] := '{visible_at,version,changed_at}';
begin
  if tg_op = 'UPDATE' and new.party_id is distinct from old.party_id then
    if current_user = 'armkrok_app' then raise exception 'an estimate is not moved' using errcode = '42501'; end if;
    new.visible_at := case when is_own then coalesce(old.visible_at, acting_at, new.changed_at) end;
    return new;
  end if;
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' and (new.benefit_id <> old.benefit_id or new.organisation_id <> old.organisation_id) then
    raise exception 'an estimate is not moved' using errcode = '42501';
  end if;
  if is_own then
    new.visible_at := coalesce(case when tg_op = 'UPDATE' then old.visible_at end, acting_at);
  elsif tg_op = 'INSERT' then
    new.visible_at := null;
  elsif to_jsonb(new) - figures is distinct from to_jsonb(old) - figures then
    -- Of what another has said the party says that it has seen it; the figures are another's.
    if is_party then raise exception 'an estimate is changed by whoever made it' using errcode = '42501'; end if;
    new.visible_at := null;
  elsif new.visible_at is distinct from old.visible_at and not is_party then
    raise exception 'a party sees for itself' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_closed_analysis()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.closed_on is not null then raise exception 'a closed version is not changed' using errcode = '42501'; end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_closed_positions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  closed date;
begin
  select v.closed_on into closed from analysis_version v
  where v.collaboration_id = new.collaboration_id and v.id = new.analysis_version_id for share;
  if closed is not null then raise exception 'a closed version is not answered' using errcode = '42501'; end if;
  return new;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.keep_contest_of_party()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.answer <> '' then raise exception 'what is contested is answered afterwards' using errcode = '42501'; end if;
    return new;
  end if;
  if (new.link_id, new.party_id) is distinct from (old.link_id, old.party_id) then
    raise exception 'a contest is not moved' using errcode = '42501';
  end if;
  if (new.reason, new.contested_on, new.withdrawn_at, new.entered_by_organisation_id, new.own_words)
      is distinct from (old.reason, old.contested_on, old.withdrawn_at, old.entered_by_organisation_id, old.own_words)
      and not is_own and (old.entered_by_organisation_id is null or new.entered_by_organisation_id is null) then
    raise exception 'a party contests for itself' using errcode = '42501';
  end if;
  if (new.answer, new.answered_on) is distinct from (old.answer, old.answered_on) and not prepares
      and not (is_own and new.answer = '' and new.reason is distinct from old.reason) then
    raise exception 'whoever prepares answers' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_expectation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  leads constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]);
  answers constant boolean := (new.answer, new.answer_words, new.answered_on, new.entered_by_organisation_id)
    is distinct from (old.answer, old.answer_words, old.answered_on, old.entered_by_organisation_id);
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if acting is distinct from old.organisation_id
    and (new.expected, new.answer_due_on, new.outcome, new.outcome_words, new.outcome_on, new.withdrawn_at)
      is distinct from (old.expected, old.answer_due_on, old.outcome, old.outcome_words, old.outcome_on, old.withdrawn_at)
    or acting is distinct from old.to_organisation_id
    and (new.to_outcome, new.to_outcome_words, new.to_outcome_on)
      is distinct from (old.to_outcome, old.to_outcome_words, old.to_outcome_on)
    or answers and acting is not distinct from old.to_organisation_id and new.entered_by_organisation_id is not null
    or answers and acting is distinct from old.to_organisation_id and not (leads
      and new.entered_by_organisation_id is not distinct from acting
      and (old.answer is null or old.entered_by_organisation_id is not null))
  then
    raise exception 'each party says its own' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_outcome()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then return old; end if;
  if old.closed_at is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  if (new.group_id, new.year, new.number) is distinct from (old.group_id, old.year, old.number) then
    raise exception 'a number is not given away' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_provider(organisation uuid, read_version integer, given_issuer text, given_client_id text, given_contact text, given_authentication text, given_secret text, signs_requests boolean, given_name_claim text, given_email_claim text, given_acrs jsonb, requires_acr boolean, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare kept integer;
begin
  perform must_administer(organisation);
  if read_version = 0 then
    insert into identity_provider (organisation_id, issuer, client_id, contact, authentication, sealed_secret, is_request_signed,
      name_claim, email_claim, accepted_acrs, is_acr_required, created_at)
    values (organisation, given_issuer, given_client_id, given_contact, given_authentication, given_secret, signs_requests,
      given_name_claim, given_email_claim, given_acrs, requires_acr, acting_at)
    on conflict (organisation_id) do nothing returning version into kept;
    return kept;
  end if;
  update identity_provider p
  set issuer = given_issuer, client_id = given_client_id, contact = given_contact, authentication = given_authentication,
    sealed_secret = case when given_authentication = 'secret' then coalesce(given_secret, p.sealed_secret) end,
    is_request_signed = signs_requests, name_claim = given_name_claim, email_claim = given_email_claim,
    accepted_acrs = given_acrs, is_acr_required = requires_acr, is_offered = false, version = p.version + 1
  where p.organisation_id = organisation and p.version = read_version
  returning p.version into kept;
  if kept is not null then perform end_provider_sessions(organisation, null, acting_at); end if;
  return kept;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  prepares constant boolean := current_user <> 'armkrok_app'
    or new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  after_the_fact constant text[] := '{entered_into_force_on,replaced_on,withdrawn_at,version}';
begin
  if not prepares and to_jsonb(new) - '{entered_into_force_on,replaced_on,version}'::text[]
      is distinct from to_jsonb(old) - '{entered_into_force_on,replaced_on,version}'::text[] then
    raise exception 'only who prepares the collaboration changes a version' using errcode = '42501';
  end if;
  if old.locked_at is not null and to_jsonb(new) - after_the_fact is distinct from to_jsonb(old) - after_the_fact then
    raise exception 'a locked version is not changed' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.keep_within_outcome()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  closed timestamptz;
begin
  if tg_op = 'DELETE' then return old; end if;
  select o.closed_at into closed from outcome o where o.collaboration_id = new.collaboration_id and o.id = new.outcome_id
  for share;
  if closed is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.keep_within_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then return old; end if;
  if exists (select from agreement_version v where v.collaboration_id = new.collaboration_id
      and v.id = new.agreement_version_id and v.locked_at is not null) then
    raise exception 'a locked version is not changed' using errcode = '42501';
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.kept_out_by_demand(organisation uuid, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, name text, has_second_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct p.id, p.name,
    exists (select from authenticator a where a.person_id = p.id) or exists (select from passkey k where k.person_id = p.id)
  from seat_term t
  join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where t.organisation_id = organisation
    and (coalesce(current_setting('armkrok.everywhere', true), '') = 'yes' or organisation = any(
      coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')))
    and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
    and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
    and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
  order by p.name, p.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.knows_of_expectation(within uuid, expectation_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from expectation e
    where e.collaboration_id = within and e.id = expectation_id
      and (e.to_organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
        or e.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
          and nullif(current_setting('armkrok.user', true), '') is not null
        or within = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.leaders_to_name(acting_at timestamp with time zone)
 RETURNS TABLE(collaboration_id uuid, organisation_id uuid, organisation_name text, person_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with seated as (
    select distinct c.id as collaboration_id, cs.organisation_id, t.person_id, t.holder_name
    from collaboration c
    join collaboration_seat cs on cs.collaboration_id = c.id and cs.role = 'processLeader'
      and (cs.ends_on is null or cs.ends_on > (acting_at at time zone 'Europe/Stockholm')::date)
    join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    where c.confidentiality = 'protected' and c.withdrawn_at is null
      and c.organisation_id = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[])
      and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
      and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
      and exists (select from seat s where s.organisation_id = cs.organisation_id and s.id = cs.seat_id
        and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)))
  select l.collaboration_id, l.organisation_id, o.name, l.person_id, l.holder_name
  from seated l join organisation o on o.id = l.organisation_id
  where not exists (select from seated named
    join collaboration_person n on n.collaboration_id = named.collaboration_id and n.organisation_id = named.organisation_id
      and n.person_id = named.person_id and n.ended_at is null
    where named.collaboration_id = l.collaboration_id)
  order by l.collaboration_id, o.name, l.holder_name, l.person_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.leave_event_groups()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update event_group_member m set ended_at = new.ended_at
  where m.collaboration_id = new.collaboration_id and m.organisation_id = new.organisation_id
    and m.person_id = new.person_id and m.ended_at is null;
  return new;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.left_collaborations()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  reader constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  today constant date := (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date;
begin
  if reader is null or acting_for is null
    or not exists (select from party p where p.organisation_id = acting_for and p.status = 'left') then return '{}'; end if;
  return array(
    select p.collaboration_id from party p
    join collaboration c on c.id = p.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
      and c.accepted_assurances is null
    where p.organisation_id = acting_for and p.status = 'left' and p.withdrawn_at is null and exists (
      select from collaboration_seat cs
      join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id and (s.ended_on is null or s.ended_on > today)
      join seat_term t on t.organisation_id = s.organisation_id and t.seat_id = s.id and t.person_id = reader
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      where cs.collaboration_id = p.collaboration_id and cs.organisation_id = acting_for
        and (cs.ends_on is null or cs.ends_on >= p.leaves_on)));
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.left_on(within uuid)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select max(p.leaves_on) from party p
  where p.collaboration_id = within and p.status = 'left'
    and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.letters_of_entry(within uuid, wanted uuid, today date)
 RETURNS TABLE(collaboration_name text, agreement_id uuid, title text, number integer, from_on date, organisation_id uuid, person_id uuid, email text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct c.name, a.id, a.title, v.number, v.entered_into_force_on, cs.organisation_id, p.id, p.email, p.language
  from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join collaboration c on c.id = v.collaboration_id
  join collaboration_seat cs on cs.collaboration_id = v.collaboration_id
    and cs.role in ('processLeader', 'secretariat', 'representative')
  join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where v.collaboration_id = within and v.id = wanted and v.entered_into_force_on is not null and v.withdrawn_at is null
    and a.withdrawn_at is null and c.withdrawn_at is null and c.example <> 'real'
    and (cs.role <> 'representative' or exists (select from agreement_party ap
      where ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id
        and ap.organisation_id = cs.organisation_id and ap.withdrawn_at is null))
    and has_sight(p.id, cs.organisation_id, v.collaboration_id, today)
    and nullif(current_setting('armkrok.user', true), '') is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.letters_of_withdrawal(within uuid, wanted uuid, today date)
 RETURNS TABLE(collaboration_name text, agreement_id uuid, title text, party_name text, leaves_on date, is_over boolean, has_left boolean, is_own boolean, organisation_id uuid, person_id uuid, email text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct c.name, a.id, a.title, o.name, w.leaves_on, w.carried_out_at is not null, leaving.status = 'left',
    cs.organisation_id = w.organisation_id, cs.organisation_id, p.id, p.email, p.language
  from withdrawal w
  join agreement a on a.collaboration_id = w.collaboration_id and a.id = w.agreement_id
  join collaboration c on c.id = w.collaboration_id
  join organisation o on o.id = w.organisation_id
  join party leaving on leaving.collaboration_id = w.collaboration_id and leaving.id = w.party_id
  join collaboration_seat cs on cs.collaboration_id = w.collaboration_id
    and cs.role in ('processLeader', 'secretariat', 'representative')
  join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where w.collaboration_id = within and w.id = wanted and w.taken_back_on is null and a.withdrawn_at is null
    and c.withdrawn_at is null and c.example <> 'real'
    and case when cs.organisation_id = w.organisation_id and leaving.status = 'left'
      then c.confidentiality <> 'protected' and c.accepted_assurances is null and cs.role = 'representative'
        and (cs.ends_on is null or cs.ends_on >= leaving.leaves_on)
      else (cs.organisation_id <> w.organisation_id or w.carried_out_at is not null)
        and has_sight(p.id, cs.organisation_id, within, today) end
    and nullif(current_setting('armkrok.user', true), '') is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.link_for_reminder(within uuid, link uuid, party uuid, token bytea, until timestamp with time zone, acting_at timestamp with time zone, asker uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if nullif(current_setting('armkrok.user', true), '') is not null
    or nullif(current_setting('armkrok.organisation', true), '') is not null then
    raise exception 'reminders are written by a job' using errcode = '42501';
  end if;
  insert into party_link (collaboration_id, id, party_id, token_hash, expires_at, created_at, created_by)
  values (within, link, party, token, until, acting_at, asker);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.link_provider_identity(provider uuid, given_issuer text, given_subject text, given_name text, given_email text, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  held provider_identity;
begin
  if me is null then raise exception 'nobody is signed in' using errcode = '42501'; end if;
  insert into provider_identity (issuer, subject, person_id, organisation_id, shown_name, shown_email, created_at, used_at)
  values (given_issuer, given_subject, me, provider, given_name, given_email, acting_at, acting_at)
  on conflict (issuer, subject) do nothing;
  if found then return 'linked'; end if;
  select i.* into held from provider_identity i where i.issuer = given_issuer and i.subject = given_subject for update;
  if held.ended_at is null then return case when held.person_id = me then 'linked' else 'taken' end; end if;
  if held.ended_by is distinct from held.person_id then return 'ended'; end if;
  update provider_identity i set person_id = me, organisation_id = provider, shown_name = given_name,
    shown_email = given_email, created_at = acting_at, used_at = acting_at, ended_at = null, ended_by = null
  where i.issuer = given_issuer and i.subject = given_subject;
  return 'linked';
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.list_accounts(organisation uuid)
 RETURNS TABLE(person_id uuid, person_name text, email text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.id, p.name, p.email, p.created_at from person p
  where p.organisation_id = organisation and p.withdrawn_at is null and may_erase_in(organisation)
  order by p.name collate "sv-x-icu", p.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.list_erasures(organisation uuid)
 RETURNS TABLE(id uuid, person_id uuid, person_name text, asked_at timestamp with time zone, words text, decided_at timestamp with time zone, outcome text, reason text, counts jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select e.id, e.person_id, case when p.withdrawn_at is null then p.name end, e.asked_at, e.words, e.decided_at, e.outcome,
    e.reason, e.counts
  from erasure e join person p on p.id = e.person_id
  where e.organisation_id = organisation and may_erase_in(organisation) order by e.created_at desc
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.list_failed_jobs(most integer)
 RETURNS TABLE(id bigint, task text, failure text, attempts integer, gave_up boolean, run_at timestamp with time zone, failed_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if acting_system_administrator() is null then return; end if;
  return query select j.id, t.identifier::text, j.last_error::text, j.attempts::integer, j.attempts >= j.max_attempts,
      j.run_at, j.updated_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.last_error is not null and j.locked_at is null
      and not (t.identifier = 'send-mail' and j.attempts >= j.max_attempts)
    order by j.attempts >= j.max_attempts desc, j.updated_at desc, j.id limit most;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.list_failed_letters(most integer, acting_at timestamp with time zone)
 RETURNS TABLE(id uuid, to_address text, failure text, failed_at timestamp with time zone, runs_out_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if acting_system_administrator() is null then return; end if;
  return query select f.id, f.to_address, f.failure, f.failed_at, f.runs_out_at
    from failed_letters(acting_at) f limit most;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.list_outbox()
 RETURNS TABLE(id uuid, to_address text, subject text, body_text text, created_at timestamp with time zone, sent_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.id, m.to_address, case when c.confidentiality = 'protected' then m.neutral_subject else m.subject end,
    case when c.confidentiality = 'protected' then m.neutral_text else m.body_text end, m.created_at, m.sent_at
  from mail m left join collaboration c on c.id = m.collaboration_id order by m.created_at desc limit 50
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.mail_refusal(letter mail, today date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case
    when exists (
      select from digest d cross join lateral unnest(d.collaborations) named(id) join collaboration c on c.id = named.id
      where d.mail_id = letter.id and (c.confidentiality = 'protected' or not exists (
        select from collaboration_seat cs where cs.collaboration_id = c.id
          and has_sight(d.person_id, cs.organisation_id, c.id, today))))
      then 'the receiver may no longer see all that it is about'
    when letter.collaboration_id is null then null
    when letter.person_id is not null then
      case when has_sight(letter.person_id, letter.organisation_id, letter.collaboration_id, today) then null
        else 'the receiver may no longer see what it is about' end
    when exists (select from invitation i where i.organisation_id = letter.organisation_id
        and i.email = lower(letter.to_address) and i.used_at is null and i.expires_at > letter.created_at) then null
    when exists (select from collaboration c where c.id = letter.collaboration_id and c.confidentiality = 'protected')
      and not exists (select from collaboration_person n where n.collaboration_id = letter.collaboration_id
        and n.organisation_id = letter.organisation_id and n.ended_at is null)
      then 'nobody at the receiver may see what it is about' end
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.mail_to_send(mail_id uuid, acting_at timestamp with time zone)
 RETURNS TABLE(to_address text, subject text, body_text text, body_html text, created_at timestamp with time zone, withheld_because text, list_unsubscribe text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update mail m set failed_at = acting_at, failure = coalesce(m.failure, 'no longer of use'), claimed_at = null
  where m.id = mail_id and m.sent_at is null and m.runs_out_at <= acting_at;
  if found then
    return;
  end if;
  return query
    update mail m set failed_at = acting_at, claimed_at = null,
      failure = mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date)
    where m.id = mail_id and m.sent_at is null
      and mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date) is not null
    returning ''::text, ''::text, ''::text, ''::text, m.created_at, m.failure, null::text;
  if found then
    return;
  end if;
  return query
    update mail m set claimed_at = acting_at, attempts = m.attempts + 1
    from (select w.id, coalesce(c.confidentiality = 'protected', false) as is_protected
      from mail w left join collaboration c on c.id = w.collaboration_id where w.id = mail_id) now_is
    where m.id = now_is.id and m.sent_at is null
      and (m.claimed_at is null or m.claimed_at <= acting_at - interval '10 minutes')
    returning m.to_address, case when now_is.is_protected then m.neutral_subject else m.subject end,
      case when now_is.is_protected then m.neutral_text else m.body_text end,
      case when now_is.is_protected then m.neutral_html else m.body_html end, m.created_at, null::text, m.list_unsubscribe;
  if not found and exists (select from mail m where m.id = mail_id and m.sent_at is null) then
    raise exception 'the letter % is being sent by another process', mail_id;
  end if;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.make_account(new_person uuid, organisation uuid, chosen_name text, given_email text, new_password text, chosen_language text, system_administrator boolean, demo boolean, place smallint, role_in_demo text, acting_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into person (organisation_id, id, name, email, password, language, is_system_administrator, is_demo, demo_place,
    demo_role, created_at)
  values (organisation, new_person, chosen_name, lower(given_email), new_password, chosen_language,
    system_administrator, demo, place, role_in_demo, acting_at)
  on conflict (email) where withdrawn_at is null do nothing
  returning id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.make_provider_account(new_person uuid, provider uuid, belongs_to uuid, given_issuer text, given_subject text, chosen_name text, invited_email text, given_name text, given_email text, chosen_language text, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into person (organisation_id, id, name, email, language, created_at)
  values (belongs_to, new_person, chosen_name, lower(invited_email), chosen_language, acting_at)
  on conflict (email) where withdrawn_at is null do nothing;
  if not found then return false; end if;
  insert into provider_identity (issuer, subject, person_id, organisation_id, shown_name, shown_email, created_at, used_at)
  values (given_issuer, given_subject, new_person, provider, given_name, given_email, acting_at, acting_at);
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.mappings_met(organisation uuid, told jsonb)
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.id from claim_mapping m where m.organisation_id = organisation and told -> m.claim ? m.value order by m.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.marked_within(collaboration uuid)
 RETURNS TABLE(subject_type text, within_id uuid, marked integer, withheld integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.subject_type, s.within_id, count(*)::integer,
    count(*) filter (where (nullif(current_setting('armkrok.organisation', true), '')::uuid = any(s.cleared_for)) is not true)::integer
  from (
    select 'observation' as subject_type, o.round_id as within_id, o.cleared_for from observation o
    where o.collaboration_id = collaboration and o.cleared_for is not null and o.withdrawn_at is null
    union all
    select 'ownExplanation', e.goal_id, e.cleared_for from own_explanation e
    where e.collaboration_id = collaboration and e.cleared_for is not null and e.withdrawn_at is null) s
  where collaboration = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
  group by s.subject_type, s.within_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.may_administer(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select nullif(current_setting('armkrok.user', true), '') is not null
    and (coalesce(current_setting('armkrok.everywhere', true), '') = 'yes'
      or organisation = any(coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')))
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.may_erase_in(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(current_setting('armkrok.everywhere', true) = 'yes'
    or organisation = any(nullif(current_setting('armkrok.administers', true), '')::uuid[]), false)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.may_note_in(within uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select nullif(current_setting('armkrok.user', true), '') is null
    or (within = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
      and not exists (select from collaboration c where c.id = within and c.example = 'real')
      and (within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
        or exists (select from party p where p.collaboration_id = within and p.id = any(own_parties()))))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.move_estimates()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update benefit_estimate e set party_id = new.party_id
  where e.collaboration_id = new.collaboration_id and e.benefit_id = new.id;
  return null;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.must_administer(organisation uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not may_administer(organisation) then
    raise exception 'not an administrator of the organisation' using errcode = '42501';
  end if;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.my_erasure()
 RETURNS TABLE(asked_at timestamp with time zone, decided_at timestamp with time zone, outcome text, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select e.asked_at, e.decided_at, e.outcome, e.reason from erasure e
  where e.person_id = nullif(current_setting('armkrok.user', true), '')::uuid order by e.created_at desc limit 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.my_event_groups()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(
    select m.event_group_id from event_group_member m
    where m.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and m.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
      and m.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and m.ended_at is null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.my_organisations(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.organisation_id, o.name from user_session s
  cross join lateral organisations_of(s.person_id, acting_at) o
  where s.token_hash = token and is_alive(s, acting_at)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.my_sessions(acting_at timestamp with time zone)
 RETURNS TABLE(id uuid, method text, authenticated_at timestamp with time zone, seen_at timestamp with time zone, agent text, organisation_name text, provider_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.id, s.method, s.authenticated_at, s.seen_at, s.agent, o.name, p.name
  from user_session s
  left join organisation o on o.id = s.organisation_id
  left join organisation p on p.id = s.provider_organisation_id
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and is_alive(s, acting_at)
  order by s.seen_at desc, s.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.name_leader(collaboration uuid, organisation uuid, person uuid, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare called text;
begin
  select l.name into called from leaders_to_name(acting_at) l
  where l.collaboration_id = collaboration and l.organisation_id = organisation and l.person_id = person;
  if called is null then return null; end if;
  insert into collaboration_person as n (collaboration_id, organisation_id, person_id, named_by, created_at)
  values (collaboration, organisation, person, nullif(current_setting('armkrok.user', true), '')::uuid, acting_at)
  on conflict on constraint collaboration_person_pkey do update set ended_at = null, named_by = excluded.named_by;
  return called;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.next_planned_day(planning uuid, after date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select ends.on_day
  from planning_step s
  cross join lateral generate_series(extract(year from after)::integer, extract(year from after)::integer + 1) y(year)
  cross join lateral (
    select least(make_date(y.year, s.ends_month, 1) + s.ends_day - 1,
      (make_date(y.year, s.ends_month, 1) + interval '1 month' - interval '1 day')::date) as on_day) ends
  where s.organisation_id = planning and s.withdrawn_at is null and s.kind in ('adoption', 'budget', 'plan')
    and ends.on_day > after
  order by array_position(array['adoption', 'budget', 'plan'], s.kind), ends.on_day limit 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_access(entry uuid, collaboration uuid, grouped uuid, organisation uuid, by_route text, at_path text, shown boolean, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  answers uuid;
begin
  if collaboration is not null then
    if collaboration <> all(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[]) then
      raise exception 'not read by whoever acts' using errcode = '42501';
    end if;
    select c.organisation_id into answers from collaboration c where c.id = collaboration;
  elsif organisation = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[]) then
    answers := organisation;
  else
    raise exception 'not administered by whoever acts' using errcode = '42501';
  end if;
  insert into access_record (organisation_id, id, collaboration_id, event_group_id, reader_organisation_id, person_id,
    person_name, route, path, is_shown, at)
  select answers, entry, collaboration, (select g.id from event_group g where g.collaboration_id = collaboration
      and g.id = grouped and g.id = any(my_event_groups())), acting_for, acting, p.name, by_route, left(at_path, 500), shown,
    acting_at
  from person p where p.id = acting;
  if not found then raise exception 'nobody acts' using errcode = '42501'; end if;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_attempt(attempt_key text, acting_at timestamp with time zone, since timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into sign_in_attempt (key, at) values (attempt_key, acting_at);
  delete from sign_in_attempt where key = attempt_key and at < since;
  select count(*)::integer from sign_in_attempt where key = attempt_key and at >= since
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_duty_as_undertaking(within uuid, wanted uuid, new_id uuid, goal uuid, party uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into contribution (collaboration_id, id, goal_id, party_id, form, text, amount, until_on, answered_at)
  select within, new_id, d.goal_id, d.party_id, 'undertaking', d.duty, d.amount, d.until_on, acting_at
  from duties_to_answer(within, wanted) d where d.goal_id = goal and d.party_id = party
  on conflict (collaboration_id, goal_id, party_id) do nothing;
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_entry_into_force(within uuid, wanted uuid, from_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  of_agreement uuid;
begin
  update agreement_version v set entered_into_force_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.id = wanted and v.locked_at is not null
    and v.entered_into_force_on is null and v.withdrawn_at is null and may_note_in(within)
    and exists (select from agreement_party a where a.collaboration_id = within and a.agreement_version_id = wanted
      and a.outcome = 'approved' and a.decided_on <= from_day and a.withdrawn_at is null)
  returning v.agreement_id into of_agreement;
  if of_agreement is null then return false; end if;
  update agreement_version v set replaced_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.agreement_id = of_agreement and v.id <> wanted
    and v.entered_into_force_on is not null and v.replaced_on is null;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_example_load(name text, number smallint, hash text, loaded_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from example_librarian() l
      where l.person_id = nullif(current_setting('armkrok.user', true), '')::uuid) then
    raise exception 'only the example library loads examples' using errcode = '42501';
  end if;
  insert into example_load values (name, number, hash, loaded_at) on conflict do nothing;
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_first_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update asked_question set answered_at = nullif(current_setting('armkrok.at', true), '')::timestamptz
  where collaboration_id = new.collaboration_id and id = new.question_id and answered_at is null;
  return null;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.note_identity_use(given_issuer text, given_subject text, given_name text, given_email text, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update provider_identity i set used_at = acting_at, shown_name = given_name, shown_email = given_email
  where i.issuer = given_issuer and i.subject = given_subject
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_mail_failed(mail_id uuid, reason text, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update mail set failed_at = acting_at, failure = left(reason, 500), claimed_at = null
  where id = mail_id and sent_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_mail_sent(mail_id uuid, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update mail set sent_at = acting_at, claimed_at = null, failed_at = null, failure = null
  where id = mail_id and sent_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_party_bound(within uuid, wanted uuid, from_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update party p set status = 'bound', bound_on = coalesce(p.bound_on, from_day), version = p.version + 1
  where p.collaboration_id = within and p.id = wanted and p.status not in ('bound', 'left')
    and p.withdrawn_at is null and may_note_in(within)
    and exists (select from agreement_party a
      join agreement_version v on v.collaboration_id = a.collaboration_id and v.id = a.agreement_version_id
      where a.collaboration_id = within and a.party_id = wanted and v.locked_at is not null and v.withdrawn_at is null
        and a.outcome = 'approved' and a.decided_on <= from_day and a.withdrawn_at is null);
  return found;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_passkey_use(credential bytea, count bigint, copied boolean, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update passkey k set counter = greatest(k.counter, count), is_copied = copied, last_used_at = acting_at
  where k.credential_id = credential
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_provider_failure(organisation uuid, reason text, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update identity_provider p set failure = reason, failed_at = acting_at where p.organisation_id = organisation
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_provider_test(organisation uuid, of_version integer, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  update identity_provider p set tested_version = of_version, tested_at = acting_at
  where p.organisation_id = organisation and p.version = of_version;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_refresh_failed(of_series integer, reason text, next_at timestamp with time zone, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update series_refresh set asked_at = acting_at, due_at = next_at, claimed_at = null, failed_at = acting_at,
    failure = left(reason, 300), failures = least(failures + 1, 1000)
  where series_id = of_series;
  perform queue_refresh(of_series, next_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_refreshed(of_series integer, hash text, told_edition text, told_description text, told_producer text, next_on date, next_at timestamp with time zone, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update series_refresh set asked_at = acting_at, answer_hash = hash, edition = told_edition, next_publication_on = next_on,
    due_at = next_at, claimed_at = null, failed_at = null, failure = null, failures = 0
  where series_id = of_series;
  update series set description = told_description, producer = told_producer
  where id = of_series and told_description <> '' and (description, producer) is distinct from (told_description, told_producer);
  perform queue_refresh(of_series, next_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_scan(content bytea, infected boolean, found text, acting_at timestamp with time zone)
 RETURNS TABLE(collaboration_id uuid, organisation_id uuid, is_concerned boolean, id uuid, name text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update attachment a set scan = case when infected then 'infected' else 'clean' end, finding = left(found, 200),
    scanned_at = acting_at
  where a.sha256 = content and a.scan <> 'infected'
  returning a.collaboration_id, coalesce(a.concerned_organisation_id, a.organisation_id),
    a.concerned_organisation_id is not null, a.id, a.name
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_session_use(token bytea, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update user_session s set seen_at = acting_at where s.token_hash = token and s.seen_at < acting_at and is_alive(s, acting_at)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.note_time_stamp(within uuid, wanted uuid, answering text, answer bytea, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into signature_time_stamp (collaboration_id, signature_id, organisation_id, authority, stamp, created_at)
  select s.collaboration_id, s.id, s.organisation_id, answering, answer, acting_at from signature s
  where s.collaboration_id = within and s.id = wanted
    and nullif(current_setting('armkrok.user', true), '') is null
  on conflict do nothing
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.open_session(token bytea, session uuid, person uuid, acting_at timestamp with time zone, ends_at timestamp with time zone, known_by text, provider uuid, known_at_level text, known_at timestamp with time zone, agent_words text, idle interval DEFAULT '01:00:00'::interval, administering boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from user_session s where s.person_id = person
    and least(s.expires_at, s.ended_at, s.seen_at + s.idle_for) < acting_at - interval '7 days';
  insert into user_session (token_hash, id, person_id, organisation_id, created_at, seen_at, expires_at, idle_for, method,
    provider_organisation_id, assurance, authenticated_at, agent, may_administer)
  select token, session, person, (
      select o.organisation_id from organisations_of(person, acting_at) o
      order by (o.organisation_id = provider) desc nulls last, o.organisation_id = (
        select s.organisation_id from user_session s
        where s.person_id = person and s.organisation_id is not null order by s.created_at desc, s.token_hash limit 1)
        desc nulls last, o.name, o.organisation_id
      limit 1),
    acting_at, acting_at, ends_at, idle, known_by, provider, known_at_level, known_at, left(agent_words, 100), administering;
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = token
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.order_series(of_source text, series_code text, series_title text, unit_of_measure text, is_by_sex boolean, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  found_id integer;
begin
  insert into series (source, code, title, unit, by_sex, created_at)
  values (of_source, series_code, series_title, unit_of_measure, is_by_sex, acting_at)
  on conflict (source, code) do nothing;
  select id into strict found_id from series where source = of_source and code = series_code;
  insert into series_refresh (series_id, due_at) values (found_id, acting_at) on conflict (series_id) do nothing;
  if found and not exists (select from series_fetch where series_id = found_id) then
    perform queue_refresh(found_id, acting_at);
  end if;
  return found_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.organisations_of(person uuid, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct o.id, o.name
  from seat_term t
  join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
  join organisation o on o.id = t.organisation_id
  where t.person_id = person and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
    and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
    and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
  order by o.name, o.id
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.organisations_planned_with()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(
    select p.organisation_id from party p
    join collaboration c on c.id = p.collaboration_id and c.example <> 'real'
    where p.collaboration_id = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
      and nullif(current_setting('armkrok.user', true), '') is not null
      and p.status not in ('declined', 'left') and p.withdrawn_at is null
    union
    select nullif(current_setting('armkrok.organisation', true), '')::uuid
    where nullif(current_setting('armkrok.organisation', true), '') is not null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.other_organisations(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.organisation_id, o.name
  from user_session s cross join lateral organisations_of(s.person_id, acting_at) o
  where s.token_hash = token and is_alive(s, acting_at) and o.organisation_id is distinct from s.organisation_id
    and sign_in_refusal(o.organisation_id, s.method, s.provider_organisation_id, s.assurance) is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.other_system_administrators(person uuid)
 RETURNS TABLE(name text, email text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.name, p.email, p.language from person p
  where p.is_system_administrator and p.id <> person and p.withdrawn_at is null and not p.is_demo order by p.email
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_calendar_address()
 RETURNS TABLE(created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.created_at from calendar_address a
  where a.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
    and a.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid and a.revoked_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_identities()
 RETURNS TABLE(organisation_id uuid, organisation_name text, shown_name text, shown_email text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.organisation_id, o.name, i.shown_name, i.shown_email, i.created_at
  from provider_identity i join organisation o on o.id = i.organisation_id
  where i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and i.ended_at is null
  order by o.name collate "sv-x-icu", i.created_at
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_parties()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(select p.id from party p
    where p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_password()
 RETURNS TABLE(password text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.password, p.email from person p where p.id = nullif(current_setting('armkrok.user', true), '')::uuid
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_seats()
 RETURNS TABLE(seat_id uuid, title text, kind text, is_in_charge boolean, others text[], away_until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with me as (
    select nullif(current_setting('armkrok.user', true), '')::uuid as person,
      nullif(current_setting('armkrok.organisation', true), '')::uuid as organisation,
      (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date as today),
  held as materialized (
    select t.seat_id, s.title, max(t.kind) as kind
    from me join seat_term t on t.organisation_id = me.organisation and t.person_id = me.person
      and t.began_on <= me.today and (t.ended_on is null or t.ended_on > me.today)
    join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id and (s.ended_on is null or s.ended_on > me.today)
    group by t.seat_id, s.title),
  placed as materialized (
    select t.seat_id, t.kind, t.person_id = me.person as is_me, t.holder_name, away.until_on
    from me join held on true
    join seat_term t on t.organisation_id = me.organisation and t.seat_id = held.seat_id
      and t.began_on <= me.today and (t.ended_on is null or t.ended_on > me.today)
    left join lateral (
      select max(a.until_on) as until_on from absence a
      where a.person_id = t.person_id and a.withdrawn_at is null and me.today between a.from_on and a.until_on) away on true)
  select h.seat_id, h.title, h.kind,
    case when h.kind = 'holder' then
      exists (select from placed p where p.seat_id = h.seat_id and p.is_me and p.until_on is null)
        or not exists (select from placed p where p.seat_id = h.seat_id and not p.is_me and p.until_on is null)
    else not exists (select from placed p where p.seat_id = h.seat_id and p.kind = 'holder' and p.until_on is null)
      and exists (select from placed p where p.seat_id = h.seat_id and p.is_me and p.until_on is null) end,
    array(select p.holder_name from placed p where p.seat_id = h.seat_id and not p.is_me
      and (h.kind = 'deputy' and p.kind = 'holder' or h.kind = 'holder' and p.until_on is null) order by p.holder_name),
    (select max(p.until_on) from placed p where p.seat_id = h.seat_id and p.kind = 'holder')
  from held h
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.own_sessions()
 RETURNS TABLE(token_hash bytea, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.token_hash, s.created_at from user_session s
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.package_answers(collaboration uuid)
 RETURNS TABLE(round_id uuid, party_id uuid, goal_id uuid, outcome text, place text, reason text, answered_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.round_id, p.party_id, g.goal_id, g.outcome, g.place, g.reason, g.answered_at
  from feedback_package p
  join follow_up_round r on r.collaboration_id = p.collaboration_id and r.id = p.round_id
  join package_goal g on g.collaboration_id = p.collaboration_id and g.package_id = p.id
    and g.is_for_next_round and g.outcome in ('takenIn', 'notTakenIn')
  where p.collaboration_id = collaboration and p.withdrawn_at is null
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    and exists (select from follow_up_round later
      where later.collaboration_id = p.collaboration_id and later.opened_at > r.opened_at and later.withdrawn_at is null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.package_standing(collaboration uuid)
 RETURNS TABLE(round_id uuid, sent integer, received integer, registered integer, being_prepared integer, decided integer, settled integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.round_id, count(*)::integer, count(p.received_at)::integer, count(p.registered_on)::integer,
    count(p.prepared_on)::integer, count(p.decided_on)::integer,
    count(*) filter (where not exists (
      select from round_goal g where g.collaboration_id = p.collaboration_id and g.round_id = p.round_id and not exists (
        select from package_goal o where o.collaboration_id = p.collaboration_id and o.package_id = p.id
          and o.goal_id = g.goal_id and o.outcome in ('takenIn', 'notTakenIn'))))::integer
  from feedback_package p
  where p.collaboration_id = collaboration and p.withdrawn_at is null
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
  group by p.round_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.passkeys_of(person uuid)
 RETURNS TABLE(id uuid, credential_id bytea, transports text[], name text, may_be_copied boolean, created_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.id, k.credential_id, k.transports, k.name, k.may_be_copied, k.created_at, k.last_used_at
  from passkey k where k.person_id = person order by k.created_at, k.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.personal_export(person_mask text, address_mask text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  address constant text := '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}';
  own record;
  source record;
  rows_found jsonb;
  tables jsonb := '{}';
  whole text;
  other record;
  unseen uuid[];
begin
  select p.name, p.email into own from person p where p.id = me;
  if not found then return null; end if;
  unseen := array(
    select c.id from collaboration c where c.confidentiality = 'protected' and not exists (
      select from collaboration_person n where n.collaboration_id = c.id and n.person_id = me and n.ended_at is null and not exists (
        select from party p where p.collaboration_id = c.id and p.organisation_id = n.organisation_id and p.status = 'left')));
  for source in
    select c.relname::text as name,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname in ('person_id', 'user_id', 'created_by', 'written_by', 'answered_by', 'entered_by', 'rated_by')) as held,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname ~ '_by$') as done,
      coalesce(array_agg(a.attname::text) filter (where a.attname ~ '(password|secret|token|hash|key)'
        or a.atttypid = 'bytea'::regtype), '{}') as hidden,
      array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype) as ids,
      bool_or(a.attname = 'collaboration_id') as is_within
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('person', 'history', 'history_payload', 'mail')
    group by c.relname
    having bool_or(a.atttypid = 'uuid'::regtype and (a.attname in ('person_id', 'user_id') or a.attname ~ '_by$'))
    order by 1
  loop
    execute format('select jsonb_agg(case when %s then to_jsonb(r) - $2 else (
        select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(r)) e where e.key = any($3)) end)
      from %I r where (%s) and %s', coalesce(source.held, 'false'), source.name,
        concat_ws(' or ', source.held, source.done),
        case when source.is_within then '(r.collaboration_id is null or r.collaboration_id <> all($4))' else 'cardinality($4) >= 0' end)
      into rows_found using me, source.hidden, source.ids, unseen;
    if rows_found is not null then tables := tables || jsonb_build_object(source.name, rows_found); end if;
  end loop;
  whole := jsonb_build_object(
    'account', (select to_jsonb(p) - 'password' - 'demo_place' - 'demo_role' || jsonb_build_object('organisation', o.name)
      from person p join organisation o on o.id = p.organisation_id where p.id = me),
    'seats', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'title', s.title, 'level', s.level,
        'kind', t.kind, 'name', t.holder_name, 'began_on', t.began_on, 'ended_on', t.ended_on,
        'collaborations', coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'role', cs.role) order by c.name, cs.role)
          from collaboration_seat cs join collaboration c on c.id = cs.collaboration_id
          where cs.organisation_id = s.organisation_id and cs.seat_id = s.id and c.id <> all(unseen)), '[]')) order by t.began_on, t.id)
      from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
      join organisation o on o.id = t.organisation_id where t.person_id = me), '[]'),
    'invitations', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'name', i.name, 'kind', i.kind,
        'created_at', i.created_at) order by i.created_at)
      from invitation i join organisation o on o.id = i.organisation_id where i.email = own.email), '[]'),
    'letters', coalesce((select jsonb_agg(jsonb_build_object('subject', m.subject, 'created_at', m.created_at,
        'sent_at', m.sent_at) order by m.created_at) from mail m where m.to_address = own.email), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('at', h.at, 'verb', h.verb, 'organisation', o.name,
        'collaboration', c.name, 'by_you', h.user_id is not distinct from me, 'before', p.before, 'after', p.after)
        order by h.at, h.id)
      from history h left join history_payload p on p.history_id = h.id
      left join organisation o on o.id = h.organisation_id left join collaboration c on c.id = h.collaboration_id
      where (h.collaboration_id is null or h.collaboration_id <> all(unseen)) and (h.user_id = me or h.subject_id = me
        or (h.subject_id in (select t.seat_id from seat_term t where t.person_id = me)
          and own.name in (p.before ->> 'name', p.after ->> 'name')))), '[]'),
    'written', tables)::text;
  -- Signs that stand in no JSON hold the place of what is one's own.
  whole := replace(replace(whole, own.email, chr(1)), own.name, chr(2));
  whole := regexp_replace(whole, address, address_mask, 'g');
  for other in
    with known as materialized (
      select p.name from person p where p.id <> me
      union select t.holder_name from seat_term t where t.person_id <> me
      union select i.name from invitation i where i.email <> own.email
      union select s.signatory_name from signature s where s.person_id is distinct from me),
    word as materialized (select distinct w from regexp_split_to_table(whole, '[^[:alnum:]''’-]+') w)
    select k.name from known k where position(' ' in k.name) > 0 and k.name <> own.name
      and split_part(k.name, ' ', 1) in (select w from word) and strpos(whole, k.name) > 0
    order by length(k.name) desc, k.name
  loop
    whole := replace(whole, other.name, person_mask);
  end loop;
  return replace(replace(whole, chr(1), own.email), chr(2), own.name)::jsonb;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.personal_tables()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'person_id' and not a.attisdropped
    and c.relname in ('user_session', 'draft', 'password_reset', 'own_upload', 'form_use', 'authenticator', 'recovery_code',
      'passkey', 'sign_in_step', 'email_change', 'provider_identity', 'calendar_address')
  order by 1
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.pictures_shared_with_us()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(
    select s.picture_id from problem_picture_share s
    where s.with_organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and s.withdrawn_at is null and nullif(current_setting('armkrok.user', true), '') is not null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.plan_refreshes(acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  planned integer;
begin
  insert into series_refresh (series_id, due_at) select id, acting_at from series on conflict (series_id) do nothing;
  perform queue_refresh(series_id, greatest(due_at, acting_at)) from series_refresh order by due_at, series_id;
  get diagnostics planned = row_count;
  return planned;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.plannable_organisations()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(
    select nullif(current_setting('armkrok.organisation', true), '')::uuid
    where nullif(current_setting('armkrok.organisation', true), '') is not null
      and (nullif(current_setting('armkrok.user', true), '') is null
        or cardinality(spoken_collaborations()) > 0
        or nullif(current_setting('armkrok.organisation', true), '')::uuid
          = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[]))
    union
    select p.organisation_id from party p
    where p.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      and p.status not in ('declined', 'left') and p.withdrawn_at is null
      and not exists (select from planning_year y
        where y.organisation_id = p.organisation_id and y.entered_by_organisation_id is null))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE PROCEDURE public.protect_by_marking(IN marked regclass, IN subject text, IN inherits_by text DEFAULT ''::text)
 LANGUAGE plpgsql
AS $procedure$
declare
  cleared constant text := '(cleared_for is null or ((select nullif(current_setting(''armkrok.user'', true), '''')) is not null
    and (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid) = any(cleared_for)))';
begin
  insert into markable (subject_type, table_name, inherits_by)
  select subject, c.relname, inherits_by from pg_class c where c.oid = marked;
  execute format('alter table %s add column cleared_for uuid[]', marked);
  execute format('create policy read_cleared on %s as restrictive for select to armkrok_app using (%s)', marked, cleared);
  execute format('create trigger stay_marked before insert or update on %s for each row execute function stay_marked(%L)',
    marked, inherits_by);
end $procedure$
-- may be called by the owner alone

CREATE OR REPLACE PROCEDURE public.protect_table(IN protected regclass, IN by_column text)
 LANGUAGE plpgsql
AS $procedure$
declare
  readable text;
  writable text;
begin
  if by_column = 'collaboration_id' then
    readable := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
    writable := readable;
  elsif by_column = 'organisation_id' then
    readable := 'organisation_id = any((select readable_organisations())::uuid[])';
    writable := 'organisation_id = any((select writable_organisations())::uuid[])';
  else
    raise exception 'a table is protected by collaboration_id or organisation_id';
  end if;
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, readable);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, writable);
  execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
    protected, writable, writable);
  execute format('create policy remove_own on %s for delete to armkrok_app using (%s)', protected, writable);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $procedure$
-- may be called by the owner alone

CREATE OR REPLACE PROCEDURE public.protect_within(IN protected regclass, IN readers text[], IN adders text[], IN changers text[])
 LANGUAGE plpgsql
AS $procedure$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
  speaks constant text := 'collaboration_id = any((select spoken_collaborations())::uuid[])';
  signed_in constant text := '(select nullif(current_setting(''armkrok.user'', true), '''')) is not null';
  known constant jsonb := jsonb_build_object(
    'everyone', 'true',
    'owner', format('organisation_id = %s', mine),
    'speaking', format('(organisation_id = %s and %s)', mine, speaks),
    'signedIn', format('(organisation_id = %s and %s)', mine, signed_in),
    'leading', leads,
    'putToOwn', 'id = any((select questions_put_to_own())::uuid[])',
    'onceQuestionAnswered', 'answered_at is not null',
    'onceAnswered', 'answered_on is not null',
    'expectedSignedIn', format('(to_organisation_id = %s and %s)', mine, signed_in),
    'expectedSpeaking', format('(to_organisation_id = %s and %s)', mine, speaks),
    'concerned', format('%s = any(concerned)', mine),
    'onceVisibleWithBenefit', '(visible_at <= (select nullif(current_setting(''armkrok.at'', true), '''')::timestamptz)
      and exists (select from benefit b where b.collaboration_id = benefit_estimate.collaboration_id
        and b.id = benefit_estimate.benefit_id and b.visible_at is not null))',
    'writingUnseen', format('(organisation_id = %s and %s and (visible_at is null or party_id is null))', mine, speaks),
    'preparingUnwritten', format('(%s and (entered_by_organisation_id is not null or party_id is null))',
      replace(leads, 'armkrok.leads', 'armkrok.prepares')),
    'changeableActivity', 'activity_id = any((select changeable_activities())::uuid[])',
    'preparingEntering', format('(%s and entered_by_organisation_id = %s)',
      replace(leads, 'armkrok.leads', 'armkrok.prepares'), mine),
    'preparing', replace(leads, 'armkrok.leads', 'armkrok.prepares'),
    'ownParty', 'party_id = any((select own_parties())::uuid[])',
    'entering', format('entered_by_organisation_id = %s', mine),
    'leadingEntering', format('(%s and entered_by_organisation_id = %s)', leads, mine),
    'onceVisible', 'visible_at <= (select nullif(current_setting(''armkrok.at'', true), '''')::timestamptz)',
    'sharedWith', format('(withdrawn_at is null and %s = any(shared_with || organisation_id) and %s)', mine, signed_in),
    'sending', format('(from_organisation_id = %s and %s)', mine, speaks),
    'receiving', format('(to_organisation_id = %s and %s)', mine, signed_in),
    'cleared', format('(%s = any(cleared_for) and %s)', mine, signed_in));
  who text;
  conditions text[] := '{}';
  allowed text[];
begin
  foreach who in array readers || adders || changers loop
    if not known ? who then raise exception 'nobody is called %', who; end if;
  end loop;
  select array[
    (select string_agg(known ->> r, ' or ') from unnest(readers) r),
    (select string_agg(known ->> a, ' or ') from unnest(adders) a),
    (select string_agg(known ->> c, ' or ') from unnest(changers) c)] into allowed;
  select array_agg(format('%s and (%s)', here, one) order by place) into conditions
  from unnest(allowed) with ordinality as listed(one, place);
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, conditions[1]);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, conditions[2]);
  if cardinality(changers) > 0 then
    execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
      protected, conditions[3], conditions[3]);
  end if;
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $procedure$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.provider_above(organisation uuid)
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive upwards as (
    select o.id, o.parent_id, o.name, 0 as distance from organisation o where o.id = organisation
    union all select o.id, o.parent_id, o.name, u.distance + 1 from organisation o join upwards u on o.id = u.parent_id)
  select u.id, u.name from upwards u join identity_provider p on p.organisation_id = u.id and p.is_offered
  order by u.distance limit 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.provider_identities(organisation uuid)
 RETURNS TABLE(person_id uuid, name text, shown_email text, created_at timestamp with time zone, used_at timestamp with time zone, ended_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select i.person_id, p.name, i.shown_email, i.created_at, i.used_at, i.ended_at
  from provider_identity i join person p on p.id = i.person_id
  where i.organisation_id = organisation and may_administer(organisation)
  order by i.ended_at nulls first, p.name collate "sv-x-icu", i.subject
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.provider_keys(organisation uuid, acting_at timestamp with time zone)
 RETURNS TABLE(key_id text, public_key jsonb, sealed_key text, created_at timestamp with time zone, begun_at timestamp with time zone, is_signing boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with signing as (
    select k.key_id, k.begun_at from provider_key k
    where k.organisation_id = organisation and k.begun_at is not null order by k.begun_at desc, k.key_id limit 1)
  select k.key_id, k.public_key, k.sealed_key, k.created_at, k.begun_at,
    k.key_id = (select s.key_id from signing s)
  from provider_key k
  where k.organisation_id = organisation and (k.begun_at is null or k.key_id = (select s.key_id from signing s)
    or (select s.begun_at from signing s) > acting_at - interval '7 days')
  order by k.created_at desc, k.key_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.providers_knowing_me()
 RETURNS TABLE(organisation_id uuid, name text, accepted_acrs jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct o.id, o.name, p.accepted_acrs
  from provider_identity i
  join identity_provider p on rtrim(p.issuer, '/') = rtrim(i.issuer, '/') and p.is_offered
  join organisation o on o.id = p.organisation_id and o.withdrawn_at is null
  where i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and i.ended_at is null
  order by o.name, o.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.providers_to_choose()
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.id, o.name from identity_provider p join organisation o on o.id = p.organisation_id
  where p.is_offered and o.withdrawn_at is null order by o.name collate "sv-x-icu", o.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.providers_to_link(acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct a.organisation_id, a.name
  from organisations_of(nullif(current_setting('armkrok.user', true), '')::uuid, acting_at) mine
  cross join lateral provider_above(mine.organisation_id) a
  where not exists (select from provider_identity i where i.organisation_id = a.organisation_id and i.ended_at is null
    and i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid)
  order by a.name
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.published_page(collaboration uuid)
 RETURNS TABLE(number integer, title text, content text, sha256 bytea, contact text, published_at timestamp with time zone, publisher_name text, archive_name text, example text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.number, p.title, p.content, p.sha256, p.contact, p.created_at, o.name, archive.name, c.example
  from publication p
  join collaboration c on c.id = p.collaboration_id and c.confidentiality = 'open' and c.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  join organisation archive on archive.id = c.archive_organisation_id
  where p.collaboration_id = collaboration and p.replaced_at is null and p.unpublished_at is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.published_pages()
 RETURNS TABLE(collaboration_id uuid, number integer, title text, published_at timestamp with time zone, publisher_name text, example text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.collaboration_id, p.number, p.title, p.created_at, o.name, c.example
  from publication p
  join collaboration c on c.id = p.collaboration_id and c.confidentiality = 'open' and c.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  where p.replaced_at is null and p.unpublished_at is null
  order by p.title collate "sv-x-icu", p.collaboration_id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.question_reminders(acting_at timestamp with time zone)
 RETURNS TABLE(collaboration_id uuid, collaboration_name text, is_fictional boolean, party_id uuid, party_name text, organisation_id uuid, asking_organisation_id uuid, asking_name text, question_id uuid, asked_by uuid, to_address text, language text, waiting jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null
    or nullif(current_setting('armkrok.organisation', true), '') is not null then
    raise exception 'reminders are written by a job' using errcode = '42501';
  end if;
  if extract(isodow from today) > 5 then return; end if;
  return query
    with days as (
      select today - back as day from generate_series(0, case when extract(isodow from today) = 1 then 2 else 0 end) back),
    waiting as (
      select a.collaboration_id, a.party_id, q.id, q.question, q.answer_due_on, q.organisation_id, q.created_by,
        exists (select from days d where q.answer_due_on in (d.day + 3, d.day - 1)) as is_reminded
      from question_answer a
      join asked_question q on q.collaboration_id = a.collaboration_id and q.id = a.question_id and q.withdrawn_at is null
      where a.answered_on is null and a.withdrawn_at is null),
    gathered as (
      select w.collaboration_id, w.party_id,
        jsonb_agg(jsonb_build_object('question', w.question, 'due', w.answer_due_on) order by w.answer_due_on, w.id) as all_of_them,
        (array_agg(w.id order by not w.is_reminded, w.answer_due_on, w.id))[1] as first_id
      from waiting w group by w.collaboration_id, w.party_id having bool_or(w.is_reminded))
    select c.id, c.name, c.example = 'fictional', p.id, o.name, p.organisation_id, q.organisation_id, asking.name, q.id,
      q.created_by, sent.to_address, sent.language, g.all_of_them
    from gathered g
    join collaboration c on c.id = g.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
      and c.accepted_assurances is null and c.example <> 'real' and c.phase not in ('close', 'notCollaboration')
    join party p on p.collaboration_id = c.id and p.id = g.party_id and p.withdrawn_at is null and p.status <> 'left'
    join organisation o on o.id = p.organisation_id
    join asked_question q on q.collaboration_id = c.id and q.id = g.first_id
    join organisation asking on asking.id = q.organisation_id
    cross join lateral (select l.to_address, l.language from question_letter l
      where l.collaboration_id = c.id and l.party_id = p.id order by l.written_on desc limit 1) sent
    where not exists (select from question_letter l where l.collaboration_id = c.id and l.party_id = p.id
        and l.written_on = today)
      and not exists (select from question_letter l where l.to_address = sent.to_address and l.stopped_at is not null)
      and not exists (select from person one where lower(one.email) = sent.to_address and one.withdrawn_at is null
        and has_sight(one.id, p.organisation_id, c.id, today))
    order by c.id, p.id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.questions_put_to_own()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(select a.question_id from question_answer a
    where a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and a.party_id = any(own_parties()) and a.withdrawn_at is null)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.queue_digest(receiver uuid, letter uuid, named uuid[], subject_line text, plain text, html text, unsubscribe text, acting_at timestamp with time zone, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  insert into digest (person_id, written_on, mail_id, collaborations, created_at)
  select p.id, (acting_at at time zone 'Europe/Stockholm')::date, letter, named, acting_at
  from person p where p.id = receiver and p.withdrawn_at is null
    and not exists (select from digest_choice c where c.person_id = p.id and c.rhythm = 'never')
  on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at, list_unsubscribe)
  select letter, null, p.email, subject_line, plain, html, acting_at, until, unsubscribe from person p where p.id = receiver;
  perform enqueue('send-mail', jsonb_build_object('mailId', letter), 'send-mail/' || letter, null);
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.queue_mail(mail_id uuid, organisation uuid, receiver text, subject_line text, plain text, html text, acting_at timestamp with time zone, until timestamp with time zone, about uuid, receiving_person uuid, neutral_line text, neutral_plain text, neutral_page text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  is_protected constant boolean := exists (
    select from collaboration c where c.id = about and c.confidentiality = 'protected');
begin
  -- What is never to be sent is not kept either.
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at,
    collaboration_id, person_id, neutral_subject, neutral_text, neutral_html)
  values (mail_id, organisation, receiver, case when is_protected then neutral_line else subject_line end,
    case when is_protected then neutral_plain else plain end, case when is_protected then neutral_page else html end,
    acting_at, until, about, receiving_person, neutral_line, neutral_plain, neutral_page);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail_id), 'send-mail/' || mail_id, null);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.queue_question_letter(within uuid, letter uuid, about_question uuid, to_party uuid, of_kind text, receiver text, in_language text, mail uuid, subject_line text, plain text, html text, neutral_line text, neutral_plain text, neutral_page text, unsubscribe text, acting_at timestamp with time zone, until timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  person constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  asking uuid;
  asked uuid;
begin
  if person is null and nullif(current_setting('armkrok.organisation', true), '') is not null
    or person is not null
      and not within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]) then
    raise exception 'a question is sent by those who ask it, or by a job' using errcode = '42501';
  end if;
  select q.organisation_id, a.organisation_id into asking, asked
  from asked_question q
  join question_answer a on a.collaboration_id = q.collaboration_id and a.question_id = q.id and a.party_id = to_party
    and a.withdrawn_at is null and a.answered_on is null
  join collaboration c on c.id = q.collaboration_id and c.confidentiality <> 'protected'
  where q.collaboration_id = within and q.id = about_question and q.withdrawn_at is null;
  if not found then return 'nothing'; end if;
  if exists (select from question_letter l where l.to_address = receiver and l.stopped_at is not null) then
    return 'stopped';
  end if;
  insert into question_letter (collaboration_id, id, organisation_id, party_id, question_id, kind, to_address, language, mail_id,
    written_on, created_at, created_by)
  values (within, letter, asking, to_party, about_question, of_kind, receiver, in_language, mail,
    (acting_at at time zone 'Europe/Stockholm')::date, acting_at, person)
  on conflict (collaboration_id, party_id, written_on) do nothing;
  if not found then return 'today'; end if;
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at,
    collaboration_id, neutral_subject, neutral_text, neutral_html, list_unsubscribe)
  values (mail, asked, receiver, subject_line, plain, html, acting_at, until, within, neutral_line, neutral_plain,
    neutral_page, unsubscribe);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail), 'send-mail/' || mail, null);
  return 'queued';
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.queue_refresh(of_series integer, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(identifier => 'refresh-series', payload => json_build_object('seriesId', s.id),
    queue_name => 'source/' || s.source, job_key => 'refresh-series/' || s.id, run_at => queue_refresh.run_at)
  from series s where s.id = of_series;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.queue_state(acting_at timestamp with time zone)
 RETURNS TABLE(waiting_jobs integer, lag_seconds double precision, failed_jobs integer, failed_letters integer, signed_in integer, database_bytes bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query select
    (select count(*)::integer from graphile_worker._private_jobs j
      where j.attempts < j.max_attempts and j.run_at <= acting_at and j.locked_at is null),
    coalesce((select extract(epoch from acting_at - min(j.run_at))::double precision from graphile_worker._private_jobs j
      where j.attempts < j.max_attempts and j.run_at <= acting_at and j.locked_at is null), 0),
    (select count(*)::integer from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null and t.identifier <> 'send-mail'),
    (select count(*)::integer from failed_letters(acting_at)),
    (select count(distinct s.person_id)::integer from user_session s where s.expires_at > acting_at),
    pg_database_size(current_database());
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.readable_organisations()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return array_remove(array[acting_for], null); end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  -- One that takes part in much stands here several times: to leave the others out would cost more.
  return array(
    select p.organisation_id from party p join collaboration c on c.id = p.collaboration_id
    where p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (c.example <> 'real' or c.id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[])))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[] || array_remove(array[acting_for], null);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.refusal_of(token bytea)
 RETURNS TABLE(because text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.kept_out_because, o.name from user_session s left join organisation o on o.id = s.organisation_id
  where s.token_hash = token
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.refuse_erasure(organisation uuid, erasure_id uuid, why text, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with refused as (
    update erasure e set decided_at = acting_at, decided_by = nullif(current_setting('armkrok.user', true), '')::uuid,
      outcome = 'refused', reason = why
    where e.organisation_id = organisation and e.id = erasure_id and e.decided_at is null and may_erase_in(organisation)
    returning 1)
  select exists (select from refused)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.rehash_password(person uuid, before text, after text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update person p set password = after where p.id = person and p.password = before
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.remove_authenticator()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  was boolean;
begin
  delete from authenticator a where a.person_id = me;
  was := found;
  delete from recovery_code r where r.person_id = me and not exists (select from passkey k where k.person_id = me);
  return was;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.remove_claim_mapping(organisation uuid, mapping uuid)
 RETURNS TABLE(claim text, value text, seat_organisation_id uuid, seat_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  return query delete from claim_mapping m where m.organisation_id = organisation and m.id = mapping
    returning m.claim, m.value, m.seat_organisation_id, m.seat_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.remove_passkey(passkey_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  called text;
begin
  delete from passkey k where k.person_id = me and k.id = passkey_id returning k.name into called;
  delete from recovery_code r where r.person_id = me and not exists (select from passkey k where k.person_id = me)
    and not exists (select from authenticator a where a.person_id = me);
  return called;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.renew_calendar_address(address_id uuid, token bytea, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  asking constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if asking is null or acting_for is null then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(asking::text || acting_for::text, 56));
  update calendar_address a set revoked_at = acting_at
  where a.person_id = asking and a.organisation_id = acting_for and a.revoked_at is null;
  insert into calendar_address (organisation_id, id, person_id, token_hash, created_at)
  values (acting_for, address_id, asking, token, acting_at);
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.replace_catalogue(codes text[], titles text[], are_by_sex boolean[], subject_areas text[], kinds text[], next_on date[], preliminary date[], periods smallint[], searched text[], fetched date, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  delete from catalogue_entry;
  insert into catalogue_entry (code, title, by_sex, area, kind, next_publication_on, preliminary_on, publication_period,
    search_text, title_place)
  select g.code, g.title, g.by_sex, g.area, g.kind, g.next_on, g.preliminary, g.period, g.searched, g.place
  from unnest(codes, titles, are_by_sex, subject_areas, kinds, next_on, preliminary, periods, searched) with ordinality
    as g(code, title, by_sex, area, kind, next_on, preliminary, period, searched, place);
  insert into catalogue_fetch (kind, fetched_on, entry_count, created_at)
  values ('entries', fetched, cardinality(codes), acting_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.replace_comparison_groups(codes text[], titles text[], members text[], fetched date, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  delete from comparison_group;
  insert into comparison_group (code, title, area_codes)
  select g.code, g.title, string_to_array(g.members, ' ') from unnest(codes, titles, members) as g(code, title, members);
  insert into catalogue_fetch (kind, fetched_on, entry_count, created_at)
  values ('groups', fetched, cardinality(codes), acting_at);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.replace_recovery_codes(hashes bytea[], acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from recovery_code r where r.person_id = nullif(current_setting('armkrok.user', true), '')::uuid;
  insert into recovery_code (person_id, code_hash, created_at)
  select nullif(current_setting('armkrok.user', true), '')::uuid, hash, acting_at from unnest(hashes) hash
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.reset_password(token bytea, new_password text, acting_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare reset_for uuid;
begin
  update password_reset r set used_at = acting_at
  where r.token_hash = token and r.used_at is null and r.expires_at > acting_at
    and exists (select from person p where p.id = r.person_id and p.withdrawn_at is null)
  returning r.person_id into reset_for;
  if reset_for is null then return null; end if;
  update password_reset r set used_at = acting_at where r.person_id = reset_for and r.used_at is null;
  update person set password = new_password where id = reset_for;
  delete from sign_in_step s where s.person_id = reset_for;
  update user_session s set ended_at = acting_at where s.person_id = reset_for and s.ended_at is null;
  return reset_for;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.revoke_calendar_address(acting_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update calendar_address a set revoked_at = acting_at
  where a.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
    and a.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid and a.revoked_at is null
  returning a.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.round_answers(collaboration uuid)
 RETURNS TABLE(round_id uuid, party_id uuid, answered integer, asked integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select rp.round_id, rp.party_id,
    case r.kind when 'light' then
      (select count(*)::integer from round_line l where l.collaboration_id = rp.collaboration_id
        and l.round_id = rp.round_id and l.party_id = rp.party_id)
    else
      (select count(*)::integer from reading g where g.collaboration_id = rp.collaboration_id
        and g.round_id = rp.round_id and g.party_id = rp.party_id) end,
    case r.kind when 'light' then
      (select count(*)::integer from round_goal g where g.collaboration_id = rp.collaboration_id and g.round_id = rp.round_id)
    else
      (select count(*)::integer from deviation d where d.collaboration_id = rp.collaboration_id and d.round_id = rp.round_id
        and r.interpretation_opened_at is not null) end
  from round_party rp
  join follow_up_round r on r.collaboration_id = rp.collaboration_id and r.id = rp.round_id
  where rp.collaboration_id = collaboration
    and rp.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.round_before(collaboration uuid, round uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select b.id from follow_up_round r
  join follow_up_round b on b.collaboration_id = r.collaboration_id and b.opened_at < r.opened_at and b.withdrawn_at is null
  where r.collaboration_id = collaboration and r.id = round order by b.opened_at desc, b.id desc limit 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.run_job_again(job bigint, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  run_task text;
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator runs jobs again' using errcode = '42501';
  end if;
  select t.identifier into run_task
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.id = job and j.last_error is not null and j.locked_at is null for update of j;
  if run_task is not null then
    perform graphile_worker.reschedule_jobs(array[job], run_at => acting_at, attempts => 0);
  end if;
  return run_task;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.scan_unscanned_files()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  waiting bytea;
  asked integer := 0;
begin
  update attachment a set scan = 'waiting' where a.scan = 'notScanned';
  for waiting in select distinct a.sha256 from attachment a where a.scan = 'waiting' loop
    perform enqueue('scan-attachment', jsonb_build_object('sha256', encode(waiting, 'hex')),
      'scan-attachment/' || encode(waiting, 'hex'), null);
    asked := asked + 1;
  end loop;
  return asked;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE PROCEDURE public.seal_table(IN sealed regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', sealed);
  execute format('alter table %s force row level security', sealed);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', sealed);
end $procedure$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.seats_within(organisation uuid)
 RETURNS TABLE(organisation_id uuid, organisation_name text, seat_id uuid, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive tree as (
    select o.id, o.name, 0 as depth from organisation o where o.id = organisation and o.withdrawn_at is null
      and may_administer(organisation)
    union all select o.id, o.name, t.depth + 1 from organisation o join tree t on o.parent_id = t.id
    where o.withdrawn_at is null)
  select t.id, t.name, s.id, s.title from tree t join seat s on s.organisation_id = t.id and s.ended_on is null
  order by t.depth, t.name collate "sv-x-icu", s.title collate "sv-x-icu", s.id
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.send_letter_again(letter uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator sends letters again' using errcode = '42501';
  end if;
  update mail m set failed_at = null, failure = null, claimed_at = null
  where m.id = letter and m.runs_out_at > acting_at and m.id in (select f.id from failed_letters(acting_at) f);
  if not found then return false; end if;
  perform enqueue('send-mail', jsonb_build_object('mailId', letter), 'send-mail/' || letter, acting_at);
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.send_waiting_mail(acting_at timestamp with time zone)
 RETURNS TABLE(asked integer, run_out integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare waiting uuid;
begin
  asked := 0;
  update mail m set failed_at = acting_at, failure = 'no longer of use'
  where m.sent_at is null and m.failed_at is null and m.attempts = 0 and m.runs_out_at <= acting_at;
  get diagnostics run_out = row_count;
  for waiting in
    select m.id from mail m
    where m.sent_at is null and m.attempts = 0 and m.runs_out_at > acting_at order by m.created_at, m.id
  loop
    perform enqueue('send-mail', jsonb_build_object('mailId', waiting), 'send-mail/' || waiting, null);
    asked := asked + 1;
  end loop;
  return next;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.session_refusal(s user_session)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case
    when not s.may_administer and (select p.is_system_administrator from person p where p.id = s.person_id)
      then 'secondFactor'
    else sign_in_refusal(s.organisation_id, s.method, s.provider_organisation_id, s.assurance) end
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.set_authenticator(sealed_secret text, step bigint, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into authenticator (person_id, secret, last_step, created_at)
  values (nullif(current_setting('armkrok.user', true), '')::uuid, sealed_secret, step, acting_at)
  on conflict (person_id) do update set secret = excluded.secret, last_step = excluded.last_step,
    created_at = excluded.created_at, last_used_at = null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.settle_provider_session(token bytea, said_acr text, earlier bytea, acting_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  opened user_session;
  before user_session;
  chosen uuid;
begin
  select s.* into opened from user_session s where s.token_hash = token;
  if earlier is not null then
    select s.* into before from user_session s
    where s.token_hash = earlier and s.person_id = opened.person_id and s.expires_at > acting_at;
  end if;
  if before.token_hash is not null then
    chosen := before.organisation_id;
    update user_session s set expires_at = acting_at, ended_at = coalesce(s.ended_at, acting_at) where s.token_hash = earlier;
  elsif opened.organisation_id is null or not stands_within(opened.organisation_id, opened.provider_organisation_id) then
    select o.organisation_id into chosen from organisations_of(opened.person_id, acting_at) o
    where stands_within(o.organisation_id, opened.provider_organisation_id) order by o.name, o.organisation_id limit 1;
  end if;
  chosen := coalesce(chosen, opened.organisation_id);
  update user_session s set acr = said_acr, organisation_id = chosen,
    created_at = coalesce(before.created_at, s.created_at),
    stepped_up_at = case when before.token_hash is not null then acting_at end,
    kept_out_because = sign_in_refusal(chosen, s.method, s.provider_organisation_id, s.assurance)
  where s.token_hash = token;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.settled_while_party(within uuid, text_version uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from agreement_version v
    join agreement_party ap on ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id and ap.withdrawn_at is null
    join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
    where v.collaboration_id = within and v.id = text_version and v.locked_at is not null
      and (v.locked_at at time zone 'Europe/Stockholm')::date < p.leaves_on)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.share_actor_placings(collaboration uuid, shared_analysis uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from actor_placings_given(collaboration) g where g.analysis_id = shared_analysis and not g.is_given) then
    return false;
  end if;
  update actor_analysis a set shared_at = acting_at
  where a.collaboration_id = collaboration and a.id = shared_analysis and a.shared_at is null and a.deadline_at > acting_at
    and a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update actor_placing p set visible_at = acting_at where p.collaboration_id = collaboration and p.analysis_id = shared_analysis;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.share_answers_when_complete(collaboration uuid, exercise uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from shared_view_standing(collaboration) s where s.round_id = exercise and not s.has_answered) then
    return false;
  end if;
  update shared_view_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = exercise and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update shared_view_answer a set visible_at = acting_at
  where a.collaboration_id = collaboration and a.round_id = exercise and a.visible_at is not null;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.share_ratings_when_complete(collaboration uuid, exercise uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from shared_view_standing(collaboration) s
      where s.round_id = exercise and (not s.has_answered or s.ratings_given < s.ratings_asked)) then
    return false;
  end if;
  update shared_view_round r set ratings_shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = exercise and r.ratings_shared_at is null
    and r.rating_deadline_at > acting_at and (r.shared_at is not null or r.deadline_at <= acting_at)
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update shared_view_rating g set visible_at = acting_at
  where g.collaboration_id = collaboration and g.round_id = exercise;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.share_when_complete(collaboration uuid, shared_round uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- Held until the transaction ends; what is asked after it sees what the other has written. As take_turn_in_shared_view.
  perform pg_advisory_xact_lock(hashtextextended(shared_round::text, 38));
  if exists (select from round_answers(collaboration) a
    where a.round_id = shared_round and (a.answered < a.asked or a.asked = 0)) then
    return false;
  end if;
  update follow_up_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = shared_round and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update round_line l set visible_at = acting_at where l.collaboration_id = collaboration and l.round_id = shared_round;
  update reading g set visible_at = acting_at where g.collaboration_id = collaboration and g.round_id = shared_round;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.shared_view_standing(collaboration uuid)
 RETURNS TABLE(round_id uuid, party_id uuid, has_answered boolean, ratings_asked integer, ratings_given integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with handed_in as (
    select a.round_id, a.party_id, a.question, a.answer, a.visible_at from shared_view_answer a
    where a.collaboration_id = collaboration and a.approved_at is not null and a.withdrawn_at is null),
  open_answers as (
    select h.round_id, h.party_id, h.question from handed_in h
    where h.answer = 'words' and h.visible_at <= nullif(current_setting('armkrok.at', true), '')::timestamptz)
  select p.round_id, p.party_id,
    (select count(*) from handed_in h where h.round_id = p.round_id and h.party_id = p.party_id)
      >= jsonb_array_length(r.instrument -> 'questions'),
    (select count(*)::integer from open_answers o where o.round_id = p.round_id and o.party_id <> p.party_id),
    (select count(*)::integer from shared_view_rating g
      where g.collaboration_id = collaboration and g.round_id = p.round_id and g.party_id = p.party_id
        and g.withdrawn_at is null)
  from shared_view_party p
  join shared_view_round r on r.collaboration_id = p.collaboration_id and r.id = p.round_id
  where p.collaboration_id = collaboration
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.shown_version(within uuid, agreement uuid, wanted integer)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select v.id from agreement_version v
  where v.collaboration_id = within and v.agreement_id = agreement and v.withdrawn_at is null
    and (wanted is null or v.number = wanted)
  order by (v.entered_into_force_on is not null and v.replaced_on is null) desc, v.number desc limit 1
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.sign_in_refusal(organisation uuid, method text, provider uuid, assurance text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive upwards as (
    select o.id, o.parent_id, 0 as distance from organisation o where o.id = organisation
    union all select o.id, o.parent_id, u.distance + 1 from organisation o join upwards u on o.id = u.parent_id),
  demanded as (
    select s.demands from upwards u join organisation_sign_in s on s.organisation_id = u.id order by u.distance limit 1)
  select case d.demands
    when 'secondFactor' then
      case when method in ('passwordAndCode', 'passkey') or provider in (select u.id from upwards u)
        or (method = 'provider' and assurance is not null) then null else 'secondFactor' end
    when 'ownProvider' then case when provider in (select u.id from upwards u) then null else 'ownProvider' end
    end
  from demanded d
$function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.sign_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if acting_for is not null then
    new.organisation_id := acting_for;
  elsif new.organisation_id is null then
    select c.organisation_id into new.organisation_id from collaboration c where c.id = new.collaboration_id;
  end if;
  return new;
end $function$
-- may be called by public

CREATE OR REPLACE FUNCTION public.spoken_collaborations()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  speaker constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  readable constant uuid[] := nullif(current_setting('armkrok.collaborations', true), '')::uuid[];
  today constant date := (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date;
begin
  if speaker is null or acting_for is null then return '{}'; end if;
  return array(
    select cs.collaboration_id from seat_term t
    join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
    join collaboration_seat cs on cs.organisation_id = t.organisation_id and cs.seat_id = t.seat_id
    join organisation o on o.id = t.organisation_id and o.verified_at is not null
    where t.person_id = speaker and t.organisation_id = acting_for
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      and (s.ended_on is null or s.ended_on > today)
      and (cs.ends_on is null or cs.ends_on > today)
      and cs.role in ('processLeader', 'representative') and cs.collaboration_id = any(readable));
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.spread_marking()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  kind record;
  covered uuid[];
begin
  insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
  values (new.collaboration_id, new.id, new.subject_id, new.cleared_for), (new.collaboration_id, new.id, new.id, new.cleared_for)
  on conflict do nothing;
  for kind in select k.table_name, k.inherits_by from markable k where k.inherits_by <> '' loop
    execute format('insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
      select $1, $2, t.id, $4 from %I t where t.collaboration_id = $1 and t.%I = $3 on conflict do nothing',
      kind.table_name, kind.inherits_by) using new.collaboration_id, new.id, new.subject_id, new.cleared_for;
  end loop;
  select array_agg(m.subject_id) into covered from marked_thing m
  where m.collaboration_id = new.collaboration_id and m.marking_id = new.id;
  if new.lifted_at is null then
    update marked_thing m set cleared_for = new.cleared_for
    where m.collaboration_id = new.collaboration_id and m.marking_id = new.id and m.cleared_for <> new.cleared_for;
  else
    delete from marked_thing m
    where m.collaboration_id = new.collaboration_id and m.marking_id = new.id and m.subject_id <> new.id;
  end if;
  -- Written to, each row works out its own.
  for kind in select k.table_name from markable k where k.table_name is not null loop
    execute format('update %I t set cleared_for = t.cleared_for where t.collaboration_id = $1 and t.id = any($2)',
      kind.table_name) using new.collaboration_id, covered;
  end loop;
  return null;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.stands_within(inner_organisation uuid, outer_organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive upwards as (
    select o.id, o.parent_id from organisation o where o.id = inner_organisation
    union all select o.id, o.parent_id from organisation o join upwards u on o.id = u.parent_id)
  select exists (select from upwards u where u.id = outer_organisation)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.stay_marked()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_argv[0] <> '' then
    insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
    select m.collaboration_id, m.marking_id, new.id, m.cleared_for from marked_thing m
    where m.subject_id = (to_jsonb(new) ->> tg_argv[0])::uuid and m.collaboration_id = new.collaboration_id
    on conflict do nothing;
  end if;
  new.cleared_for := clearance_of(new.id);
  return new;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.step_up_session(token bytea, new_token bytea, new_id uuid, acting_at timestamp with time zone, known_by text, provider uuid, known_at_level text, administering boolean)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare before user_session;
begin
  update user_session s set ended_at = acting_at where s.token_hash = token and is_alive(s, acting_at) returning s.* into before;
  if before.token_hash is null then return null; end if;
  insert into user_session (token_hash, id, person_id, organisation_id, created_at, seen_at, expires_at, idle_for, method,
    provider_organisation_id, assurance, authenticated_at, stepped_up_at, agent, may_administer)
  values (new_token, new_id, before.person_id, before.organisation_id, before.created_at, acting_at, before.expires_at,
    before.idle_for, coalesce(known_by, before.method),
    case when known_by is null then before.provider_organisation_id else provider end,
    case when known_by is null then before.assurance else known_at_level end,
    case when known_by is null then before.authenticated_at else acting_at end, acting_at, before.agent,
    case when known_by is null then before.may_administer else administering end);
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = new_token;
  return before.expires_at;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.stop_digests(receiver uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into digest_choice (person_id, rhythm, created_at, changed_at)
  select p.id, 'never', acting_at, acting_at from person p where p.id = receiver and p.withdrawn_at is null
  on conflict on constraint digest_choice_pkey do update
    set rhythm = 'never', changed_at = acting_at, version = digest_choice.version + 1;
  if not found then
    return false;
  end if;
  -- What has not left yet does not leave.
  update mail m set failed_at = acting_at, failure = 'no longer wanted', runs_out_at = acting_at
  from digest d where d.person_id = receiver and m.id = d.mail_id and m.sent_at is null and m.claimed_at is null;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.stop_question_letters(within uuid, letter uuid, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  address text;
begin
  select l.to_address into address from question_letter l where l.collaboration_id = within and l.id = letter;
  if not found then return false; end if;
  update question_letter l set stopped_at = acting_at where l.to_address = address and l.stopped_at is null;
  -- What has not left yet does not leave.
  update mail m set failed_at = acting_at, failure = 'no longer wanted', runs_out_at = acting_at
  from question_letter l where l.to_address = address and m.id = l.mail_id and m.sent_at is null and m.claimed_at is null;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.switch_provider(organisation uuid, wanted boolean, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform must_administer(organisation);
  update identity_provider p set is_offered = wanted
  where p.organisation_id = organisation and p.is_offered <> wanted and (not wanted or p.tested_version = p.version);
  if not found then return false; end if;
  if not wanted then perform end_provider_sessions(organisation, null, acting_at); end if;
  return true;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_due_series(of_series integer, most integer, acting_at timestamp with time zone)
 RETURNS TABLE(series_id integer, source text, code text, answer_hash text, edition text, failures smallint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  taken_at timestamptz;
begin
  select r.claimed_at into taken_at from series_refresh r
  where r.series_id = of_series and r.due_at <= acting_at and r.claimed_at > acting_at - interval '1 hour';
  if found then
    perform queue_refresh(of_series, taken_at + interval '1 hour');
    return;
  end if;
  return query with due as (
    select r.series_id, s.source, s.code from series_refresh r join series s on s.id = r.series_id
    where s.source = (select a.source from series a where a.id = of_series) and r.due_at <= acting_at
      and (r.claimed_at is null or r.claimed_at <= acting_at - interval '1 hour')
      and exists (select from series_refresh o where o.series_id = of_series and o.due_at <= acting_at)
    order by r.series_id <> of_series, r.due_at, r.series_id limit most for update of r skip locked)
  update series_refresh r set claimed_at = acting_at from due where r.series_id = due.series_id
  returning r.series_id, due.source, due.code, r.answer_hash, r.edition, r.failures;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_email_change(token bytea, acting_at timestamp with time zone)
 RETURNS TABLE(person_id uuid, name text, language text, before text, after text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare taken email_change;
begin
  delete from email_change c where c.token_hash = token returning c.* into taken;
  if taken.token_hash is null or taken.expires_at <= acting_at
    or exists (select from person p where p.email = taken.email and p.withdrawn_at is null) then return; end if;
  return query
    with old as (select p.id, p.email from person p where p.id = taken.person_id and p.withdrawn_at is null for update),
    changed as (update person p set email = taken.email from old where p.id = old.id returning p.id, p.name, p.language)
    select changed.id, changed.name, changed.language, old.email, taken.email from changed join old on old.id = changed.id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_form(form uuid, person uuid, leads_to text, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with taken as (
    insert into form_use (form_id, person_id, location, used_at) values (form, person, leads_to, acting_at)
    on conflict (form_id) do nothing returning form_id)
  select case when exists (select from taken) then null else (
    select location from form_use where form_id = form and person_id is not distinct from person) end
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_invitation(token bytea, taker uuid, term uuid, acting_at timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, seat_id uuid, name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  invited invitation;
  called text;
  starts date;
begin
  select i.* into invited from invitation i
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at for update;
  if invited.id is null or exists (select from person p
    where p.email = invited.email and p.withdrawn_at is null and p.id <> taker) then return; end if;
  update invitation i set used_at = acting_at
  where i.organisation_id = invited.organisation_id and i.id = invited.id;
  starts := greatest(invited.begins_on, (acting_at at time zone 'Europe/Stockholm')::date);
  if invited.kind = 'holder' then
    update seat_term t set ended_on = greatest(starts, t.began_on)
    where t.organisation_id = invited.organisation_id and t.seat_id = invited.seat_id and t.kind = 'holder'
      and t.ended_on is null;
  end if;
  select p.name into called from person p where p.id = taker;
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values (invited.organisation_id, term, invited.seat_id, taker, called, invited.kind, starts, acting_at);
  return query select invited.organisation_id, invited.seat_id, called;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_provider_sign_in(state bytea, organisation uuid, acting_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found_one provider_sign_in;
begin
  update provider_sign_in s set used_at = acting_at
  where s.state_hash = state and s.organisation_id = organisation and s.used_at is null and s.expires_at > acting_at;
  if found then return 'taken'; end if;
  select s.* into found_one from provider_sign_in s where s.state_hash = state and s.organisation_id = organisation;
  return case when found_one.state_hash is null then 'unknown' when found_one.used_at is not null then 'used' else 'old' end;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_signatory_letters(within uuid, wanted uuid, acting_at timestamp with time zone)
 RETURNS TABLE(collaboration_name text, agreement_id uuid, title text, number integer, place_id uuid, organisation_id uuid, person_id uuid, email text, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then return; end if;
  return query
    with open_places as (
      select c.name as collaboration_name, v.agreement_id, a.title, v.number, sp.id as place_id, sp.organisation_id
      from agreement_version v
      join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
      join collaboration c on c.id = v.collaboration_id
      join agreement_party ap on ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id
      join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      join signatory_place sp on sp.collaboration_id = ap.collaboration_id and sp.agreement_version_id = v.id
        and sp.party_id = ap.party_id
      where v.collaboration_id = within and v.id = wanted and v.locked_at is not null and v.replaced_on is null
        and v.withdrawn_at is null and a.withdrawn_at is null and a.ended_on is null and c.withdrawn_at is null
        and c.example <> 'real' and ap.withdrawn_at is null and ap.outcome = 'approved' and sp.withdrawn_at is null
        and not exists (select from agreement_version w where w.collaboration_id = v.collaboration_id
          and w.agreement_id = v.agreement_id and w.number > v.number and w.locked_at is not null and w.withdrawn_at is null)
        and not exists (select from signature s where s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id)
        and (not v.is_signed_in_order or is_turn_to_sign(within, v.id, ap.party_id))),
    entitled as (
      select distinct o.*, person.id as person_id, person.email, person.language
      from open_places o
      join signatory_seat ss on ss.collaboration_id = within and ss.signatory_place_id = o.place_id and ss.withdrawn_at is null
      join seat on seat.organisation_id = ss.organisation_id and seat.id = ss.seat_id and seat.ended_on is null
      join seat_term t on t.organisation_id = ss.organisation_id and t.seat_id = ss.seat_id and t.kind = 'holder'
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      join person on person.id = t.person_id and person.withdrawn_at is null
      where has_sight(person.id, ss.organisation_id, within, today)),
    noted as (
      insert into signatory_letter (collaboration_id, signatory_place_id, person_id, organisation_id, created_at)
      select within, e.place_id, e.person_id, e.organisation_id, acting_at from entitled e
      on conflict do nothing returning signatory_letter.signatory_place_id, signatory_letter.person_id)
    select e.collaboration_name, e.agreement_id, e.title, e.number, e.place_id, e.organisation_id, e.person_id, e.email,
      e.language
    from noted n join entitled e on e.place_id = n.signatory_place_id and e.person_id = n.person_id;
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.take_turn_in_shared_view(exercise uuid)
 RETURNS void
 LANGUAGE sql
AS $function$ select pg_advisory_xact_lock(hashtextextended(exercise::text, 38)) $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.to_search_text(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select ' ' || translate(lower(written collate "sv-x-icu"), '-–—/.,:;()[]"”“’''&§', '                    ')
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.use_authenticator_step(person uuid, step bigint, acting_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with used as (
    update authenticator a set last_step = step, last_used_at = acting_at
    where a.person_id = person and a.last_step < step returning 1)
  select exists (select from used)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.use_recovery_code(person uuid, hash bytea, acting_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update recovery_code r set used_at = acting_at where r.person_id = person and r.code_hash = hash and r.used_at is null;
  if not found then return null; end if;
  return (select count(*) from recovery_code r where r.person_id = person and r.used_at is null);
end $function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.versions_to_look_at()
 RETURNS TABLE(collaboration_id uuid, acts jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select v.collaboration_id, acts_of_version(v.collaboration_id, v.id) from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.locked_at is not null and v.replaced_on is null and v.withdrawn_at is null and a.ended_on is null
    and a.withdrawn_at is null and nullif(current_setting('armkrok.user', true), '') is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.was_party_to(within uuid, agreement uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from agreement_version v
    where v.collaboration_id = within and v.agreement_id = agreement and settled_while_party(within, v.id))
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.withdrawals_due(today date)
 RETURNS TABLE(collaboration_id uuid, id uuid, agreement_id uuid, organisation_id uuid, party_id uuid, leaves_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w.collaboration_id, w.id, w.agreement_id, w.organisation_id, w.party_id, w.leaves_on from withdrawal w
  where w.leaves_on <= today and w.taken_back_on is null and w.carried_out_at is null
    and nullif(current_setting('armkrok.user', true), '') is null
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.withheld_history()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(
    select h.id from marked_thing m join history h on h.subject_id = m.subject_id
    where m.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (nullif(current_setting('armkrok.user', true), '') is not null
        and nullif(current_setting('armkrok.organisation', true), '')::uuid = any(m.cleared_for)) is not true)
$function$
-- may be called by armkrok_app

CREATE OR REPLACE FUNCTION public.work_out_clearance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  new.cleared_for := array[new.organisation_id] || array(
    select d.to_organisation_id from secrecy_disclosure d
    where d.collaboration_id = new.collaboration_id and d.marking_id = new.id
      -- Nobody opens what another organisation has marked.
      and d.organisation_id = new.organisation_id order by d.to_organisation_id);
  return new;
end $function$
-- may be called by the owner alone

CREATE OR REPLACE FUNCTION public.writable_organisations()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return '{}'; end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  return array(
    select p.organisation_id from party p
    where p.collaboration_id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[])
    union all select g.guest_organisation_id from guest g
    where g.collaboration_id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[]))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[];
end $function$
-- may be called by armkrok_app
