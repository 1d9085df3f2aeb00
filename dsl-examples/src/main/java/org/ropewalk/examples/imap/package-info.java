/** IMAP4rev1 (RFC 3501) over the maildirs of the other mail protocols. */
package org.ropewalk.examples.imap;
