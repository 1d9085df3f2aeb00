/**
 * What can be observed of servers, clients and loops, and the interfaces that are told of it.
 * {@code org.ropewalk.jfr} and {@code org.ropewalk.micrometer} implement them. Imports nothing else
 * of ours; start with {@link org.ropewalk.observe.CommandObserver}.
 */
@NullMarked
package org.ropewalk.observe;

import org.jspecify.annotations.NullMarked;
