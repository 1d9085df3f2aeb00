/** What holds for commands that overlap. May import what {@code check} may. */
package org.ropewalk.processor.check.overlap;
