/** Finger: one line, a text, the end. */
package org.ropewalk.examples.finger;
