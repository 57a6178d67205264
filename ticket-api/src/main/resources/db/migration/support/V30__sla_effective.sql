-- What an admin wrote of a version: versions that are still to come are written anew when their calendar or place changes.
-- Null of versions that had ended by then; no others are asked for it.
ALTER TABLE sla_policy_versions ADD COLUMN content jsonb;
UPDATE sla_policy_versions v
   SET content = p.content || jsonb_build_object('name', p.name, 'position', p.position)
  FROM sla_policies p
 WHERE p.current_version = v.id AND v.effective_to IS NULL;
