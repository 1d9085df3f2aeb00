/** POP3: RFC 1939, with CAPA (2449), STLS (2595) and AUTH PLAIN (5034). */
package org.ropewalk.examples.pop3;
