/**
 * Clients over several servers: a pool sends each call to one of them. Start reading at {@link
 * org.ropewalk.pool.ClientPool}; a {@link org.ropewalk.pool.Policy} chooses the server.
 *
 * <p>A {@code Member} keeps the connection with one server, and knows whether it may be chosen.
 * {@code PoolSender} is what the generated commands of the pool call. May import {@code
 * application}, {@code client}, {@code endpoint}, {@code line} and {@code reactor}.
 */
@NullMarked
package org.ropewalk.pool;

import org.jspecify.annotations.NullMarked;
