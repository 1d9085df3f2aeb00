/** What holds for what is around lines. May import what {@code check} may. */
package org.ropewalk.processor.check.envelope;
