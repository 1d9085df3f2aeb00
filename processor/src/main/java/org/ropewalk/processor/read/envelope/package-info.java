/**
 * What stands around the lines of a protocol: it is read once, and put around each line. It knows
 * templates and the model, and no declarations; {@code EnvelopeReader} reads it. Start at {@link
 * org.ropewalk.processor.read.envelope.Envelope}.
 */
package org.ropewalk.processor.read.envelope;
