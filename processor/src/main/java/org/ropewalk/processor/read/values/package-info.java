/**
 * Reads what annotations say of single values. It uses the model, templates and reports, and
 * nothing else of the readers.
 */
package org.ropewalk.processor.read.values;
