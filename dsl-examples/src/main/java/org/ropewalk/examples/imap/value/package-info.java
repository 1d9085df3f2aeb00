/**
 * Values of IMAP that no template can say: lists within lists, and what is asked and told of
 * messages. Each is one word or one text of a line.
 */
package org.ropewalk.examples.imap.value;
