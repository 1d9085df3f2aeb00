/**
 * What tells observers, for servers and clients; not exported. Each observer's failure is logged
 * and kept from the connection. Imports {@code observe}, {@code telemetry} and {@code tls}; start
 * with {@link org.ropewalk.observe.scope.Observation}.
 */
package org.ropewalk.observe.scope;
