/**
 * Generates what cuts a line into its commands, and what puts their replies together.
 *
 * <p>Imports {@code model} and {@code emit.code}.
 */
package org.ropewalk.processor.emit.server.chain;
