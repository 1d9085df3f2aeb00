/** Protocols of all forms of lines, values, payloads and blocks, on inputs that nobody chose. */
package org.ropewalk.it.forms;
