/**
 * What is wrong with a declaration: the kinds of diagnostics, single reports, and the one place
 * that hands them to the compiler.
 *
 * <p>Imports nothing of ours. Start reading at {@link org.ropewalk.processor.report.Diagnostic}.
 */
package org.ropewalk.processor.report;
