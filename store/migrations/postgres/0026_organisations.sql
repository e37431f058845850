-- Accounts that an administrator has speak for an organisation.

-- What the account was before; NULL where it never was anything else.
ALTER TABLE member ADD COLUMN role_before TEXT;
