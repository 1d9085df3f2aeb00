/**
 * Protocols of lines in datagrams. {@link org.ropewalk.datagram.DatagramServer} serves a port: each
 * datagram has a connection of its own, which ends with it, and its replies go back in one. {@code
 * DatagramLink} is the client's connection, which sends each command as one datagram. Start reading
 * at {@code DatagramExchange.deliver}.
 *
 * <p>May import {@code line} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.datagram;

import org.jspecify.annotations.NullMarked;
