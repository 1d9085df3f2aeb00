/** What holds for the replies to errors. May import what {@code check} may. */
package org.ropewalk.processor.check.errors;
