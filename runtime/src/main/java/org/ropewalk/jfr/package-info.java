/**
 * Events of JDK Flight Recorder for connections, commands, handshakes and blocked loops. Needs the
 * module {@code jdk.jfr}, which nothing else does. Imports {@code observe}; start with {@link
 * org.ropewalk.jfr.FlightRecorderEvents}.
 */
@NullMarked
package org.ropewalk.jfr;

import org.jspecify.annotations.NullMarked;
