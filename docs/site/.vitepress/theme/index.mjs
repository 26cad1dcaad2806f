// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0

// The default theme with the reader's own fonts: nothing is loaded from elsewhere.
import DefaultTheme from 'vitepress/theme-without-fonts'
import './style.css'

export default DefaultTheme
