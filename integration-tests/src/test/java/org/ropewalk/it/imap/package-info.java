/** The example of IMAP, by hand and with clients of others. */
package org.ropewalk.it.imap;
