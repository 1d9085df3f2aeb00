/**
 * Events of JDK Flight Recorder for connections, commands, handshakes and blocked loops. Needs the
 * module {@code jdk.jfr}, which nothing else does. Imports {@code observe}; start with {@link
 * org.ropewalk.jfr.FlightRecorderEvents}.
 */
package org.ropewalk.jfr;
