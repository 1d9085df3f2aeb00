/** Asterisk's manager interface: log-ins, calls, and events to all managers. */
package org.ropewalk.examples.ami;
