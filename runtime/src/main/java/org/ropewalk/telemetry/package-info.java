/**
 * What watches and counts, and knows nothing of what it watches. Imports only the logging API;
 * start with {@link org.ropewalk.telemetry.LogGate}.
 */
package org.ropewalk.telemetry;
