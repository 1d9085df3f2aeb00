/** Commands that are kept and run together. */
package org.ropewalk.it.batch;
