/**
 * What is written beside the generated types: the model as JSON, and on request a reference page
 * and a dissector for Wireshark. It knows the model and templates alone. Start reading at {@link
 * org.ropewalk.processor.output.Outputs}.
 */
package org.ropewalk.processor.output;
