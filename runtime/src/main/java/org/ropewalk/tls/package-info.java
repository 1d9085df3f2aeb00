/**
 * What TLS needs to know, as values: certificates, keys, trust, and how they are read from PEM
 * files.
 *
 * <p>No engine and no socket: those are in {@code loop}. Imports nothing of ours. Start reading at
 * {@link org.ropewalk.tls.TlsContext}.
 */
package org.ropewalk.tls;
