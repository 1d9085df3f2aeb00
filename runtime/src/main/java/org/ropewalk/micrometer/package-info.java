/**
 * Metrics for Micrometer. Needs {@code io.micrometer:micrometer-core}, which nothing else does.
 * Imports {@code observe}, {@code reactor}, {@code server} and {@code tls}; start with {@link
 * org.ropewalk.micrometer.RopewalkMetrics}.
 */
@NullMarked
package org.ropewalk.micrometer;

import org.jspecify.annotations.NullMarked;
