/**
 * What generated clients stand on: connections, calls that wait for their replies in order, and the
 * view that blocks.
 *
 * <p>Imports {@code line} and {@code reactor}. Start reading at {@link
 * org.ropewalk.client.Connection}, then {@link org.ropewalk.client.LineClient}.
 */
package org.ropewalk.client;
