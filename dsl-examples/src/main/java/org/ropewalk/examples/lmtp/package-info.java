/** LMTP: mail is brought by another server, and each recipient has an answer of his own. */
package org.ropewalk.examples.lmtp;
