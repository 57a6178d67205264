-- What the day's last computation took, waiting for processors included: a dear day rests longer before the next one.
ALTER TABLE computed_days ADD COLUMN took_micros bigint NOT NULL DEFAULT 0;
