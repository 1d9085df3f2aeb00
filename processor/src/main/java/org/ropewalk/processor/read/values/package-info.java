/**
 * Reads single values: standard types, types with a factory, and the patterns of dates and times.
 * It uses the model, templates, annotations and reports, and nothing else of the readers.
 */
package org.ropewalk.processor.read.values;
