/**
 * What TLS needs to know: certificates, keys, whom to trust; values without a connection.
 *
 * <p>Imports nothing of the library. Start with {@link org.ropewalk.tls.TlsContext}.
 */
package org.ropewalk.tls;
