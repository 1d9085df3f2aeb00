/** What holds for filters of bytes. May import what {@code check} may. */
package org.ropewalk.processor.check.filter;
