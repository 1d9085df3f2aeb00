/**
 * Annotations, and members of annotations, that stand where they have no effect.
 *
 * <p>Imports {@code read}, {@code model} and {@code report}. Start reading at {@link
 * org.ropewalk.processor.check.placement.PlacementRule}.
 */
package org.ropewalk.processor.check.placement;
