/**
 * What the nodes of a network send each other: {@code NodeText} writes what {@code NodeMessage}
 * reads. Start with {@link org.ropewalk.examples.irc.value.NodeLines}.
 */
package org.ropewalk.examples.irc.value;
