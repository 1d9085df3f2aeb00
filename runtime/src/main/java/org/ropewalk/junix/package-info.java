/**
 * Datagrams over UNIX sockets, which the JDK does not have: a bridge to junixsocket, an optional
 * dependency.
 *
 * <p>{@link org.ropewalk.junix.JunixDatagrams} is the entrance. Imports {@code loop}.
 */
package org.ropewalk.junix;
