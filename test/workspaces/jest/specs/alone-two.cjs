require('../alone.cjs')
