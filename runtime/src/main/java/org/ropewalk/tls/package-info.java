/**
 * The settings of TLS: certificates, keys, trusted authorities; values without a connection.
 *
 * <p>Imports nothing of the library. Start with {@link org.ropewalk.tls.TlsContext}.
 */
package org.ropewalk.tls;
