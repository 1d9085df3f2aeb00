/**
 * Endpoint strings: one text says which transport, where, and how. The syntax, and the files that
 * the text names; what it means is in {@code loop}.
 *
 * <p>Imports {@code tls} alone. Start reading at {@link org.ropewalk.endpoint.EndpointText}.
 */
@NullMarked
package org.ropewalk.endpoint;

import org.jspecify.annotations.NullMarked;
