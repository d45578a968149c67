/** The administrator's key of every test server. */
export const adminKey = 'fo_admin_0123456789abcdef';

/** The password of the administrator, and of every user that a test has added. */
export const password = 'correct horse battery staple';
