/**
 * What tells the host how a daemon is: the ready file, the messages to the service manager, the
 * probes over HTTP, and the line that explains why it cannot start.
 *
 * <p>Knows nothing of services; start with {@link org.ropewalk.application.status.Health}. Imports
 * {@code reactor}, {@code observe}, {@code tls} and {@code junix}.
 */
package org.ropewalk.application.status;
