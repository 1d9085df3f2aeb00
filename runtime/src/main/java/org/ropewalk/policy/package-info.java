/**
 * Factories around factories: limits, throttling, time-outs and a log of the traffic, for any
 * protocol, without a change to it.
 *
 * <p>Start with {@link org.ropewalk.policy.WrappingFactory}. Imports {@code reactor}.
 */
@NullMarked
package org.ropewalk.policy;

import org.jspecify.annotations.NullMarked;
