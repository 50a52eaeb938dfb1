#pragma once

/// How often malloc, calloc and realloc have been called in this process.
unsigned long allocations_made(void);
