/** Reads items of lists. May import what {@code read} may, and nothing of it. */
package org.ropewalk.processor.read.items;
