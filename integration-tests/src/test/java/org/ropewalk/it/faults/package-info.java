/** Tests of single faults: each method is named after the fault that it excludes. */
package org.ropewalk.it.faults;
