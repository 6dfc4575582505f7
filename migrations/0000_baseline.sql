CREATE TABLE `managed_login_brandings` (
	`id` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`useCognitoProvidedValues` integer NOT NULL,
	`settings` text,
	`assets` text NOT NULL,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `managed_login_brandings_by_client` ON `managed_login_brandings` (`poolId`,`clientId`);--> statement-breakpoint
CREATE TABLE `terms` (
	`id` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`name` text NOT NULL,
	`links` text NOT NULL,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_of_client` ON `terms` (`poolId`,`clientId`,`name`);--> statement-breakpoint
CREATE TABLE `ui_customizations` (
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`css` text,
	`image` blob,
	`version` text NOT NULL,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `clientId`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `client_secrets` (
	`id` text PRIMARY KEY NOT NULL,
	`clientId` text NOT NULL,
	`value` text NOT NULL,
	`createdAt` integer NOT NULL,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `client_secrets_of_client` ON `client_secrets` (`clientId`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`ssoMinutes` integer,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `clients_of_pool` ON `clients` (`poolId`);--> statement-breakpoint
CREATE TABLE `devices` (
	`key` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`userId` integer NOT NULL,
	`name` text,
	`salt` text NOT NULL,
	`verifier` text NOT NULL,
	`remembered` integer NOT NULL,
	`lastIp` text NOT NULL,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	`authenticatedAt` integer NOT NULL,
	`forgottenAt` integer,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `devices_of_user` ON `devices` (`userId`,`createdAt`);--> statement-breakpoint
CREATE TABLE `auth_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`poolId` text NOT NULL,
	`userId` integer NOT NULL,
	`clientId` text,
	`requestId` text,
	`type` text NOT NULL,
	`response` text NOT NULL,
	`at` integer NOT NULL,
	`decision` text NOT NULL,
	`level` text NOT NULL,
	`compromised` integer NOT NULL,
	`challenges` text NOT NULL,
	`context` text NOT NULL,
	`evaluation` text,
	`learned` integer NOT NULL,
	`verified` integer NOT NULL,
	`feedbackValue` text,
	`feedbackAt` integer,
	`feedbackProvider` text,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auth_events_by_id` ON `auth_events` (`id`);--> statement-breakpoint
CREATE INDEX `auth_events_of_user` ON `auth_events` (`userId`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `auth_events_of_pool` ON `auth_events` (`poolId`,`at`,`seq`);--> statement-breakpoint
CREATE TABLE `compromised_passwords` (
	`poolId` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`poolId`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `networks` (
	`cidr` text PRIMARY KEY NOT NULL,
	`place` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `risk_directives` (
	`userId` integer PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`remaining` integer,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `group_members` (
	`poolId` text NOT NULL,
	`group` text NOT NULL,
	`userId` integer NOT NULL,
	PRIMARY KEY(`poolId`, `group`, `userId`),
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`poolId`,`group`) REFERENCES `groups`(`poolId`,`name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `groups_of_user` ON `group_members` (`userId`,`group`);--> statement-breakpoint
CREATE TABLE `groups` (
	`poolId` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`roleArn` text,
	`precedence` integer,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `name`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `identity_providers` (
	`poolId` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`details` text NOT NULL,
	`attributeMapping` text NOT NULL,
	`identifiers` text NOT NULL,
	`acrMapping` text,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `name`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `import_jobs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`poolId` text NOT NULL,
	`name` text NOT NULL,
	`roleArn` text NOT NULL,
	`hashAlgorithm` text,
	`status` text NOT NULL,
	`header` text,
	`createdAt` integer NOT NULL,
	`startedAt` integer,
	`completedAt` integer,
	`imported` integer NOT NULL,
	`skipped` integer NOT NULL,
	`failed` integer NOT NULL,
	`message` text,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_jobs_id_unique` ON `import_jobs` (`id`);--> statement-breakpoint
CREATE INDEX `import_jobs_of_pool` ON `import_jobs` (`poolId`,`seq`);--> statement-breakpoint
CREATE INDEX `import_jobs_by_status` ON `import_jobs` (`status`);--> statement-breakpoint
CREATE TABLE `import_lines` (
	`jobId` text NOT NULL,
	`line` integer NOT NULL,
	`text` text NOT NULL,
	`outcome` text,
	`reason` text,
	PRIMARY KEY(`jobId`, `line`),
	FOREIGN KEY (`jobId`) REFERENCES `import_jobs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_lines_to_do` ON `import_lines` (`jobId`,`outcome`,`line`);--> statement-breakpoint
CREATE TABLE `provisioned_limits` (
	`category` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `event_counts` (
	`poolId` text NOT NULL,
	`type` text NOT NULL,
	`decision` text NOT NULL,
	`level` text NOT NULL,
	`compromised` integer NOT NULL,
	`events` integer NOT NULL,
	PRIMARY KEY(`poolId`, `type`, `decision`, `level`, `compromised`)
);
--> statement-breakpoint
CREATE TABLE `log_records` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`poolId` text NOT NULL,
	`source` text NOT NULL,
	`record` text NOT NULL,
	`createdAt` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lastError` text
);
--> statement-breakpoint
CREATE INDEX `log_records_of_pool` ON `log_records` (`poolId`,`source`,`seq`);--> statement-breakpoint
CREATE TABLE `messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`requestId` text NOT NULL,
	`poolId` text NOT NULL,
	`userId` integer,
	`username` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`to` text NOT NULL,
	`from` text NOT NULL,
	`replyTo` text,
	`subject` text,
	`html` text,
	`text` text NOT NULL,
	`code` text,
	`link` text,
	`feedback` text,
	`origin` text,
	`createdAt` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`lastError` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_by_id` ON `messages` (`id`);--> statement-breakpoint
CREATE INDEX `messages_by_state` ON `messages` (`status`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_of_pool` ON `messages` (`poolId`,`username`,`seq`);--> statement-breakpoint
CREATE INDEX `messages_of_request` ON `messages` (`requestId`);--> statement-breakpoint
CREATE INDEX `messages_of_event` ON `messages` (`userId`,`kind`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `authorization_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`userId` integer NOT NULL,
	`eventId` text NOT NULL,
	`ssoSessionId` text,
	`redirectUri` text NOT NULL,
	`scope` text NOT NULL,
	`codeChallenge` text,
	`nonce` text,
	`resource` text,
	`facts` text NOT NULL,
	`authTime` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`usedAt` integer,
	`familyId` text,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `authorization_codes_by_expiry` ON `authorization_codes` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `federated_sign_ins` (
	`hash` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`provider` text NOT NULL,
	`search` text NOT NULL,
	`returnUri` text NOT NULL,
	`browserHash` text NOT NULL,
	`nonce` text NOT NULL,
	`codeVerifier` text NOT NULL,
	`requestId` text NOT NULL,
	`arrived` text,
	`expiresAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `federated_sign_ins_by_expiry` ON `federated_sign_ins` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `hosted_visits` (
	`hash` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`progress` text NOT NULL,
	`expiresAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `hosted_visits_by_expiry` ON `hosted_visits` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `sso_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`cookieHash` text NOT NULL,
	`poolId` text NOT NULL,
	`userId` integer NOT NULL,
	`clientId` text NOT NULL,
	`eventId` text NOT NULL,
	`facts` text NOT NULL,
	`createdAt` integer NOT NULL,
	`freshAt` integer NOT NULL,
	`lastActiveAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`ipAddress` text NOT NULL,
	`userAgent` text,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sso_sessions_cookieHash_unique` ON `sso_sessions` (`cookieHash`);--> statement-breakpoint
CREATE INDEX `sso_sessions_of_user` ON `sso_sessions` (`userId`);--> statement-breakpoint
CREATE INDEX `sso_sessions_by_expiry` ON `sso_sessions` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `used_assertions` (
	`hash` text NOT NULL,
	`poolId` text NOT NULL,
	`expiresAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `hash`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `used_assertions_by_expiry` ON `used_assertions` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `passkey_registrations` (
	`userId` integer PRIMARY KEY NOT NULL,
	`challenge` text NOT NULL,
	`clientId` text NOT NULL,
	`relyingParty` text NOT NULL,
	`expiresAt` integer NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text NOT NULL,
	`poolId` text NOT NULL,
	`userId` integer NOT NULL,
	`publicKey` text NOT NULL,
	`signCount` integer NOT NULL,
	`name` text NOT NULL,
	`relyingParty` text NOT NULL,
	`attachment` text,
	`transports` text NOT NULL,
	`createdAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `id`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkeys_of_user` ON `passkeys` (`userId`,`createdAt`);--> statement-breakpoint
CREATE TABLE `domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`managedLoginVersion` integer NOT NULL,
	`customDomainConfig` text,
	`routing` text,
	`version` text NOT NULL,
	`createdAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `domains_of_pool` ON `domains` (`poolId`);--> statement-breakpoint
CREATE TABLE `pool_keys` (
	`poolId` text NOT NULL,
	`use` text NOT NULL,
	`kid` text NOT NULL,
	`secret` blob NOT NULL,
	`createdAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `use`, `kid`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `pools` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`logConfigurations` text NOT NULL,
	`sessions` text,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `risk_configurations` (
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`configuration` text NOT NULL,
	`modifiedAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `clientId`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `replicas` (
	`poolId` text NOT NULL,
	`region` text NOT NULL,
	`status` text NOT NULL,
	`since` integer NOT NULL,
	`tags` text NOT NULL,
	PRIMARY KEY(`poolId`, `region`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `resource_servers` (
	`poolId` text NOT NULL,
	`identifier` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	PRIMARY KEY(`poolId`, `identifier`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `risk_failures` (
	`poolId` text NOT NULL,
	`prefix` integer NOT NULL,
	`hour` integer NOT NULL,
	`userId` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`poolId`, `prefix`, `hour`, `userId`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `risk_horizon` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`hour` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `risk_places` (
	`userId` integer NOT NULL,
	`at` integer NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	`events` integer NOT NULL,
	PRIMARY KEY(`userId`, `at`, `latitude`, `longitude`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `risk_pool` (
	`poolId` text NOT NULL,
	`node` integer NOT NULL,
	`epoch` integer NOT NULL,
	`bad` integer NOT NULL,
	`good` integer NOT NULL,
	`failed` integer NOT NULL,
	`failedUnknown` integer NOT NULL,
	PRIMARY KEY(`poolId`, `node`, `epoch`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `risk_pool_total` (
	`poolId` text NOT NULL,
	`node` integer NOT NULL,
	`users` integer NOT NULL,
	`pairs` integer NOT NULL,
	PRIMARY KEY(`poolId`, `node`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `risk_unknown_attempts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`poolId` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`context` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `risk_unknown_attempts_by_time` ON `risk_unknown_attempts` (`poolId`,`at`);--> statement-breakpoint
CREATE TABLE `risk_user` (
	`userId` integer NOT NULL,
	`node` integer NOT NULL,
	`epoch` integer NOT NULL,
	`good` integer NOT NULL,
	`invalid` integer NOT NULL,
	`valid` integer NOT NULL,
	`failed` integer NOT NULL,
	PRIMARY KEY(`userId`, `node`, `epoch`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `risk_user_total` (
	`userId` integer NOT NULL,
	`node` integer NOT NULL,
	`parent` integer NOT NULL,
	`good` integer NOT NULL,
	`children` integer NOT NULL,
	PRIMARY KEY(`userId`, `node`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `attempts` (
	`userId` integer NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	`firstAt` integer NOT NULL,
	`lastAt` integer NOT NULL,
	PRIMARY KEY(`userId`, `kind`),
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `auth_sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`userId` integer,
	`state` text NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`usedAt` integer,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `auth_sessions_by_expiry` ON `auth_sessions` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `codes` (
	`userId` integer NOT NULL,
	`purpose` text NOT NULL,
	`code` text NOT NULL,
	`attribute` text NOT NULL,
	`pendingValue` text,
	`issuedAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	PRIMARY KEY(`userId`, `purpose`),
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `refresh_families` (
	`id` text PRIMARY KEY NOT NULL,
	`poolId` text NOT NULL,
	`clientId` text NOT NULL,
	`userId` integer NOT NULL,
	`eventId` text NOT NULL,
	`scope` text NOT NULL,
	`deviceKey` text,
	`currentJti` text NOT NULL,
	`previousJti` text,
	`previousUntil` integer,
	`authTime` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`revokedAt` integer,
	`lastUsedAt` integer NOT NULL,
	`ipAddress` text,
	`userAgent` text,
	`sessionId` text,
	`ssoSessionId` text,
	`carried` text NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`clientId`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `refresh_families_of_user` ON `refresh_families` (`userId`);--> statement-breakpoint
CREATE INDEX `refresh_families_of_event` ON `refresh_families` (`eventId`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`userId` integer NOT NULL,
	`position` integer NOT NULL,
	`salt` text NOT NULL,
	`x` text NOT NULL,
	`verifier` blob,
	`imported` text,
	`temporary` integer NOT NULL,
	`setAt` integer NOT NULL,
	PRIMARY KEY(`userId`, `position`),
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `software_tokens` (
	`userId` integer PRIMARY KEY NOT NULL,
	`secret` text,
	`friendlyName` text,
	`pendingSecret` text,
	`lastStep` integer,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `user_attributes` (
	`userId` integer NOT NULL,
	`name` text NOT NULL,
	`poolId` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`userId`, `name`),
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `user_attributes_by_value` ON `user_attributes` (`poolId`,`name`,value collate nocase,`userId`);--> statement-breakpoint
CREATE TABLE `user_identities` (
	`poolId` text NOT NULL,
	`provider` text NOT NULL,
	`attribute` text NOT NULL,
	`value` text NOT NULL,
	`userId` integer NOT NULL,
	`primary` integer NOT NULL,
	`createdAt` integer NOT NULL,
	PRIMARY KEY(`poolId`, `provider`, `attribute`, `value`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `user_identities_of_user` ON `user_identities` (`userId`,`createdAt`);--> statement-breakpoint
CREATE TABLE `user_names` (
	`poolId` text NOT NULL,
	`value` text NOT NULL,
	`kind` text NOT NULL,
	`userId` integer NOT NULL,
	PRIMARY KEY(`poolId`, `value`, `kind`),
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `user_names_of_user` ON `user_names` (`userId`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`poolId` text NOT NULL,
	`username` text NOT NULL,
	`sub` text NOT NULL,
	`status` text NOT NULL,
	`enabled` integer NOT NULL,
	`mfaFactors` text NOT NULL,
	`mfaPreferred` text,
	`passkeyMfa` integer DEFAULT false NOT NULL,
	`mfaOptions` text,
	`createdAt` integer NOT NULL,
	`modifiedAt` integer NOT NULL,
	FOREIGN KEY (`poolId`) REFERENCES `pools`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_username` ON `users` (`poolId`,`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_by_sub` ON `users` (`poolId`,`sub`);--> statement-breakpoint
CREATE INDEX `users_by_creation` ON `users` (`poolId`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_status` ON `users` (`poolId`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_state` ON `users` (`poolId`,`enabled`,`id`);