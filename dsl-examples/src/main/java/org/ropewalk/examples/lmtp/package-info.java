/** LMTP: another server brings mail, and each recipient is answered separately. */
package org.ropewalk.examples.lmtp;
