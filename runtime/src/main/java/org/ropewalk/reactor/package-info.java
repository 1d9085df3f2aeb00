/**
 * Twisted's vocabulary in Java: reactor, protocol, factory, transport, port, connector, delayed
 * call.
 *
 * <p>Only interfaces, base classes and values live here; what implements them is in {@code loop}
 * (not exported), which {@code nio} and {@code testing} start. Imports {@code tls} and {@code
 * observe}. Start reading at {@link org.ropewalk.reactor.Reactor}, then {@link
 * org.ropewalk.reactor.Protocol} and {@link org.ropewalk.reactor.Transport}.
 */
@NullMarked
package org.ropewalk.reactor;

import org.jspecify.annotations.NullMarked;
