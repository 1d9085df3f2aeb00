/**
 * The settings of TLS: certificates, keys, trusted authorities; values without a connection.
 *
 * <p>Imports nothing of the library. Start with {@link org.ropewalk.tls.TlsContext}.
 */
@NullMarked
package org.ropewalk.tls;

import org.jspecify.annotations.NullMarked;
