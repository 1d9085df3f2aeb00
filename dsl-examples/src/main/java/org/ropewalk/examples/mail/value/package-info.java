/** Messages of mail protocols that are read by hand: those of SCRAM. */
package org.ropewalk.examples.mail.value;
